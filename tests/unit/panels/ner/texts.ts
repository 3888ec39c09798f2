import fc from 'fast-check';
import type { Sentence, Span } from '@/lib/panels/ner/corpus';
import type { CorpusFile, Format, FormatOptions, Part } from '@/lib/panels/ner/formats/contract';
import { createReport, type Report } from '@/lib/panels/ner/formats/report';

/** Words that shift places where a program counts otherwise: pairs, joined emoji, marks, scripts without spaces, right to left. */
const words = [
  'Ann',
  'New',
  'York',
  '1990',
  "Sayler's",
  '\u{1f469}\u{1f3fd}\u200d\u{1f692}',
  '\u{1f4a9}This',
  'cafe\u0301',
  'caf\u00e9',
  '\u0928\u093f\u0930\u094d\u0926\u0947\u0936',
  '\u6771\u4eac',
  '\u90fd',
  '\ud55c\uad6d',
  '\u05e9\u05dc\u05d5\u05dd',
  '\u0645\u0631\u062d\u0628\u0627',
  '\u{20b9f}\u308b',
  '\ufb01ve',
  '#text',
  '#',
  '|',
  '\\n',
  '"B-PER"',
  '[1]',
  '{}',
  'O',
  '_',
  '1',
];

const spaces = [' ', ' ', ' ', '  ', '\t', '\r\n', '\n', '\u00a0', '\u2028', '\u3000', ''];

/** Texts with at least one word. */
export const anyText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', ' ', '\r\n'),
    fc.array(
      fc.tuple(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...words) }, anyWord()), fc.constantFrom(...spaces)),
      {
        minLength: 1,
        maxLength: 8,
      },
    ),
  )
  .map(([start, pairs]) => start + pairs.flat().join(''));

/** Any other characters, but no half of a pair and no white space. */
function anyWord(): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'binary', minLength: 1, maxLength: 4 })
    .map(word => word.replace(/[\s\p{Surrogate}\0]/gu, ''))
    .filter(word => word.trim() !== '');
}

export const anyLabel: fc.Arbitrary<string> = fc.constantFrom(
  'Person',
  'Location',
  'Creative work',
  "label's",
  'a "label"',
  '[x]',
  '\u{1f3f7}\ufe0f',
  'B-PER',
  'a|b\\p',
  '\u5730\u70b9',
);

/** Spans anywhere in a text, also overlapping, nested and inside words. */
export const anySpans = (text: string, label: fc.Arbitrary<string> = anyLabel): fc.Arbitrary<Span[]> => {
  const length = [...text].length;
  return fc
    .array(fc.tuple(fc.nat(length - 1), fc.nat(12), label), { maxLength: 5 })
    .map(ranges =>
      ranges.map(([start, more, name]) => ({ start, end: Math.min(length, start + 1 + more), label: name })),
    );
};

/** One to three sentences; a tenth of them was annotated by nobody. */
export const anySentences: fc.Arbitrary<Sentence[]> = fc
  .array(
    anyText.chain(text => fc.tuple(fc.constant(text), anySpans(text), fc.nat(9))),
    { minLength: 1, maxLength: 3 },
  )
  .map(parts =>
    parts.map(([text, spans, chance], index) => ({
      id: `s${index}`,
      text,
      entities: chance === 0 ? null : normal(spans),
    })),
  );

/** Sorted and each once, as readers give them. */
export function normal(spans: readonly Span[]): Span[] {
  const order = (span: Span): string => `${span.start} ${span.end} ${span.label}`;
  const once = [...new Map(spans.map(span => [order(span), span])).values()];
  return once.sort((a, b) => a.start - b.start || b.end - a.end || (a.label < b.label ? -1 : 1));
}

/** The text of a span, by a way of counting that is not that of the product. */
export const covered = (text: string, { start, end }: { start: number; end: number }): string =>
  [...text].slice(start, end).join('');

export const fileOf = (name: string, text: string | readonly string[]): CorpusFile => ({
  name,
  pieces: () => (typeof text === 'string' ? [text] : text),
});

export async function readAll(
  format: Format,
  file: CorpusFile | string,
  options: FormatOptions & { isStrict?: boolean } = {},
): Promise<{ sentences: Sentence[]; report: Report }> {
  const report = createReport(options.isStrict);
  const sentences: Sentence[] = [];
  const read = format.read(typeof file === 'string' ? fileOf('corpus.txt', file) : file, report, options);
  for await (const sentence of read) sentences.push(sentence);
  return { sentences, report };
}

/** The written files by name. */
export function writeAll(
  format: Format,
  sentences: readonly Sentence[],
  options: FormatOptions = {},
): { files: Map<string, string>; report: Report } {
  const report = createReport();
  const files = new Map<string, string>();
  const parts: Iterable<Part> = format.write(sentences, 'corpus', report, options);
  for (const { file, text } of parts) files.set(file, (files.get(file) ?? '') + text);
  return { files, report };
}

/** What is written, as a file to read, with its annotations. */
export function asFile(files: ReadonlyMap<string, string>): CorpusFile {
  const [[name, text] = ['', '']] = [...files].filter(([file]) => !file.endsWith('.ann'));
  const annotations = [...files].find(([file]) => file.endsWith('.ann'));
  return { ...fileOf(name, text), ...(annotations && { annotations: fileOf(...annotations) }) };
}

export const reasonsOf = (list: { listed: { line: number; reason: string }[] }): string[] =>
  list.listed.map(({ line, reason }) => `${line}: ${reason}`);
