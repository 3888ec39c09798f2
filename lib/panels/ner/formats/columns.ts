import type { Sentence, Span, Token } from '../corpus';
import { spansOf } from '../tags/chunks';
import { decodeTags } from '../tags/decode';
import { schemeDetector } from '../tags/detect';
import { type Scheme, schemeOf } from '../tags/schemes';
import { parseTag, type Tag } from '../tags/tag';
import { codePointLength } from '../text/offsets';
import { accept } from './accept';
import { type Block, blocksOf } from './blocks';
import { cellsOf, documentIn, isComment, type Layout, layoutOf } from './column-layout';
import type { CorpusFile, FormatOptions } from './contract';
import type { Report } from './report';

/** Blocks by which the layout is found. */
const sampled = 200;

interface Row {
  line: number;
  cells: string[];
}

/** Reads a token a line, its columns, and an empty line behind each sentence. */
export async function* readColumns(
  file: CorpusFile,
  report: Report,
  options: FormatOptions,
): AsyncGenerator<Sentence, void, void> {
  const layout = layoutOf(await firstBlocks(file));
  const scheme = options.scheme ? schemeOf(options.scheme) : await detect(file, layout, report);
  if (layout.tag === null)
    report.note(1, 'No column has O among its values, so that the sentences are read without entities.');
  if (layout.joiner === '')
    report.note(1, 'Most tokens are single characters, so that they are joined without spaces.');
  let document: string | undefined;
  let number = 0;
  for await (const blocks of blocksOf(file))
    for (const block of blocks) {
      if (block.fault) report.dropSentence(block.fault.line, block.fault.reason);
      for (const part of partsOf(block)) {
        document = part.document ?? document;
        const draft = block.fault ? undefined : sentenceOf(part.rows, layout, scheme, options, report);
        const named = draft && { ...draft, id: String(number + 1), ...(document !== undefined && { document }) };
        const sentence = named && accept(named, part.rows[0]?.line ?? 1, report);
        if (!sentence) continue;
        number++;
        yield sentence;
      }
    }
}

async function firstBlocks(file: CorpusFile): Promise<Block[]> {
  const first: Block[] = [];
  for await (const blocks of blocksOf(file)) {
    first.push(...blocks);
    if (first.length >= sampled) break;
  }
  return first.slice(0, sampled);
}

/** Reads the tags of the whole file once, before any sentence is made of them. */
async function detect(file: CorpusFile, layout: Layout, report: Report): Promise<Scheme> {
  const detector = schemeDetector();
  for await (const blocks of blocksOf(file))
    for (const block of blocks)
      for (const { rows } of partsOf(block)) {
        const tags = tagsOf(rows, layout);
        if (Array.isArray(tags))
          detector.add(
            tags,
            rows.map(({ line }) => line),
          );
      }
  const { scheme, sentence } = detector.result();
  report.readBy(scheme.id, sentence);
  return scheme;
}

interface BlockPart {
  rows: Row[];
  /** The document that begins before these rows. */
  document?: string;
}

/** A block is a sentence, unless the beginning of a document stands in it. */
function partsOf({ lines }: Block): BlockPart[] {
  const parts: BlockPart[] = [];
  let part: BlockPart = { rows: [] };
  for (const { line, text } of lines) {
    if (isComment(text)) continue;
    const document = documentIn(text);
    if (document !== undefined) {
      parts.push(part);
      part = { rows: [], document: document || `line ${line}` };
    } else part.rows.push({ line, cells: cellsOf(text) });
  }
  return [...parts, part].filter(({ rows, document }) => rows.length > 0 || document !== undefined);
}

/** The tags of a sentence; null where it has none, and the first faulty line where a row lacks one. */
function tagsOf(rows: readonly Row[], { word, tag }: Layout): Tag[] | null | Row {
  const width = rows[0]?.cells.length ?? 0;
  const faulty = rows.find(({ cells }) => cells.length !== width);
  if (faulty) return faulty;
  if (tag === null || width <= word + 1) return null;
  const short = rows.find(({ cells }) => (cells[tag] ?? '') === '');
  return short ?? rows.map(({ cells }) => parseTag(cells[tag] ?? ''));
}

function sentenceOf(
  rows: readonly Row[],
  layout: Layout,
  scheme: Scheme,
  { decoding = 'lenient' }: FormatOptions,
  report: Report,
): Pick<Sentence, 'text' | 'tokens' | 'entities'> | undefined {
  if (rows.length === 0) return undefined;
  const tags = tagsOf(rows, layout);
  if (tags && !Array.isArray(tags)) {
    report.dropSentence(
      tags.line,
      `It has ${tags.cells.length} columns, which does not fit the lines of its sentence.`,
    );
    return undefined;
  }
  const words = rows.map(({ cells }) => cells[Math.min(layout.word, cells.length - 1)] ?? '');
  const tokens: Token[] = [];
  let at = 0;
  for (const [index, word] of words.entries()) {
    if (word === '') {
      report.dropSentence(rows[index]?.line ?? 1, 'It has no token in its first column.');
      return undefined;
    }
    const end = at + codePointLength(word);
    tokens.push({ start: at, end });
    at = end + layout.joiner.length;
  }
  const lineOf = (index: number): number => rows[index]?.line ?? 1;
  return {
    text: words.join(layout.joiner),
    tokens,
    entities: tags && entitiesOf(tags, tokens, scheme, decoding, lineOf, report),
  };
}

/** The entities that tags mark. Tags that break the scheme are noted; in strict decoding their mentions are left out. */
export function entitiesOf(
  tags: readonly Tag[],
  tokens: readonly Token[],
  scheme: Scheme,
  decoding: 'strict' | 'lenient',
  lineOf: (index: number) => number,
  report: Report,
): Span[] {
  const { chunks, violations, broken } = decodeTags(tags, scheme, decoding);
  for (const { index, reason } of violations) report.note(lineOf(index), reason);
  if (decoding === 'strict')
    for (const { from, label } of broken)
      report.dropSpan(lineOf(from), `The mention that begins here (${label}) breaks ${scheme.id}.`);
  return spansOf(chunks, tokens);
}
