import { describe, expect, it } from 'vitest';
import type { Sentence } from '@/lib/panels/ner/corpus';
import { brat } from '@/lib/panels/ner/formats/brat';
import { conll2002 } from '@/lib/panels/ner/formats/conll-2002';
import { conll2003 } from '@/lib/panels/ner/formats/conll-2003';
import { conllU } from '@/lib/panels/ner/formats/conll-u';
import { doccano } from '@/lib/panels/ner/formats/doccano';
import { huggingFace } from '@/lib/panels/ner/formats/hugging-face';
import { labelStudio } from '@/lib/panels/ner/formats/label-studio';
import { pythonDict } from '@/lib/panels/ner/formats/python-repr';
import { reference } from '@/lib/panels/ner/formats/reference';
import { spacyJsonl } from '@/lib/panels/ner/formats/spacy-jsonl';
import { covered, fileOf, readAll, reasonsOf, writeAll } from './texts';

const fireFighter = '\u{1f469}\u{1f3fd}\u200d\u{1f692} firemen drive firetrucks at work';

const entitiesOf = ({ text, entities }: Sentence): string[] | undefined =>
  entities?.map(span => `${covered(text, span)}/${span.label}`);

describe('CoNLL-2003', () => {
  const original = [
    '-DOCSTART- -X- -X- O',
    '',
    'EU NNP I-NP I-ORG',
    'rejects VBZ I-VP O',
    '',
    'Oslo NNP I-NP I-LOC',
    'Bergen NNP B-NP B-LOC',
    '',
    '-DOCSTART- (2 SPORT)',
    '',
    'Ann NNP I-NP I-PER',
    '',
  ];

  it.each(['\n', '\r\n', '\r'])('reads the original encoding and documents, with line ends %j', async end => {
    const { sentences, report } = await readAll(conll2003, original.join(end));
    expect(sentences.map(({ text, document }) => [text, document])).toEqual([
      ['EU rejects', 'line 1'],
      ['Oslo Bergen', 'line 1'],
      ['Ann', '2 SPORT'],
    ]);
    expect(sentences.map(entitiesOf)).toEqual([['EU/ORG'], ['Oslo/LOC', 'Bergen/LOC'], ['Ann/PER']]);
    expect(sentences[1]?.tokens).toEqual([
      { start: 0, end: 4 },
      { start: 5, end: 11 },
    ]);
    expect(report.schemes).toEqual([{ scheme: 'IOB1', reason: expect.stringMatching(/^IOB1 .* all follow its rule/) }]);
    expect(report.notes.total).toBe(0);
  });

  it('names the line of a row that does not fit, and reads on', async () => {
    const { sentences, report } = await readAll(conll2003, 'A x x O\nB x O\n\nC x x B-P\nD x x\n\nE x x B-P\n');
    expect(sentences.map(({ text }) => text)).toEqual(['E']);
    expect(reasonsOf(report.sentences)).toEqual([
      '2: It has 3 columns, which does not fit the lines of its sentence.',
      '5: It has 3 columns, which does not fit the lines of its sentence.',
    ]);
    await expect(readAll(conll2003, 'A x x O\nB x O\n', { isStrict: true })).rejects.toMatchObject({
      kind: 'data-malformed',
      detail: 'Line 2: It has 3 columns, which does not fit the lines of its sentence.',
    });
  });

  it('notes a tag that breaks the scheme, and drops its mention on request', async () => {
    const text = 'A x x B-P\nB x x I-P\n\nC x x I-P\n\nD x x B-P\n';
    const lenient = await readAll(conll2003, text);
    expect(lenient.sentences.map(entitiesOf)).toEqual([['A B/P'], ['C/P'], ['D/P']]);
    expect(reasonsOf(lenient.report.notes)).toContain(
      '4: I-P does not follow B or I of its label; the tags are read as IOB2.',
    );
    const strict = await readAll(conll2003, text, { decoding: 'strict' });
    expect(strict.sentences.map(entitiesOf)).toEqual([['A B/P'], [], ['D/P']]);
    expect(reasonsOf(strict.report.spans)).toEqual(['4: The mention that begins here (P) breaks IOB2.']);
  });

  it('reads labels with quotes, brackets and emoji, none at all, and tokens that look like comments', async () => {
    const tags = ['B-"x"', 'B-[y]', 'B-\u{1f3f7}\ufe0f', 'B', 'I', 'O'];
    const { sentences } = await readAll(
      conll2003,
      tags.map((tag, index) => `${'#id#'[index % 4]}${index} - - ${tag}`).join('\n'),
    );
    expect(sentences.map(entitiesOf)).toEqual([['#0/"x"', 'i1/[y]', 'd2/\u{1f3f7}\ufe0f', '#3 #4/']]);
    const comments = await readAll(conll2002, '# id 7 domain=en\n#id B-T\n# O\n');
    expect(comments.sentences.map(({ text }) => text)).toEqual(['#id #']);
  });

  it('finds the columns of tags and words where others stand', async () => {
    const { sentences } = await readAll(
      conll2003,
      '# text = Ann Lee runs\n1\tAnn\tB-PER\t-\tx\n2\tLee\tI-PER\t-\ty\n3\truns\tO\t-\tz\n',
    );
    expect(sentences.map(entitiesOf)).toEqual([['Ann Lee/PER']]);
  });

  it('joins single characters of scripts without spaces', async () => {
    const { sentences } = await readAll(conll2002, '\u6211 O\n\u5728 O\n\u5317 B-LOC\n\u4eac I-LOC\n');
    expect(sentences[0]?.text).toBe('\u6211\u5728\u5317\u4eac');
    expect(sentences.map(entitiesOf)).toEqual([['\u5317\u4eac/LOC']]);
  });

  it('counts what it cannot write', () => {
    const sentences: Sentence[] = [
      {
        id: '1',
        text: 'Bank of Oslo',
        entities: [
          { start: 0, end: 12, label: 'ORG' },
          { start: 8, end: 12, label: 'LOC' },
        ],
      },
      { id: '2', text: '-DOCSTART-', entities: [] },
      { id: '3', text: 'Oslo!', tokens: [{ start: 0, end: 5 }], entities: [{ start: 0, end: 4, label: 'LOC' }] },
      { id: '4', text: 'a  b', entities: [{ start: 1, end: 3, label: 'SPACE' }] },
    ];
    const { files, report } = writeAll(conll2003, sentences);
    expect(files.get('corpus.conll')).toBe(
      'Bank -X- -X- B-ORG\nof -X- -X- I-ORG\nOslo -X- -X- I-ORG\n\nOslo! -X- -X- O\n\na -X- -X- O\nb -X- -X- O\n\n',
    );
    expect(reasonsOf(report.spans)).toEqual([
      '1: 8 to 12 (LOC): It overlaps another mention, and a token has one tag.',
      '3: 0 to 4 (LOC): It does not begin and end where tokens do.',
      '4: 1 to 3 (SPACE): It does not begin and end where tokens do.',
    ]);
    expect(reasonsOf(report.sentences)).toEqual(['2: It holds -DOCSTART-, which would begin a document.']);
    expect(reasonsOf(report.notes)).toEqual(['4: Its white space is written as one space between tokens.']);
  });

  it.each(['IO', 'labels'] as const)(
    'keeps every second mention that %s would join, and counts the others',
    async scheme => {
      const entities = [0, 2, 4].map(start => ({ start, end: start + 1, label: 'P' }));
      const { files, report } = writeAll(conll2003, [{ id: '1', text: 'a b c d', entities }], { scheme });
      expect((await readAll(conll2003, files.get('corpus.conll') ?? '')).sentences.map(entitiesOf)).toEqual([
        ['a/P', 'c/P'],
      ]);
      expect(report.spans.total).toBe(1);
    },
  );
});

describe('CoNLL-U', () => {
  it('reads tags as Stanza writes them, multiword tokens, empty nodes and the text', async () => {
    const rest = '\t_\t_\t_\t_\t_\t_\t_\t';
    const lines = [
      '# newdoc id = news-1',
      '# sent_id = news-1-1',
      '# text = Vue du  Louvre.',
      `1\tVue${rest}ner=O`,
      `2-3\tdu${rest}_`,
      `2\tde${rest}ner=O`,
      `3\tle${rest}ner=B-FAC|start_char=4`,
      `3.1\t_${rest}_`,
      `4\tLouvre${rest}ner=E-FAC|SpaceAfter=No`,
      `5\t.${rest}ner=O`,
    ];
    const { sentences, report } = await readAll(conllU, lines.join('\n'));
    expect(sentences).toMatchObject([{ id: 'news-1-1', document: 'news-1', text: 'Vue du  Louvre.' }]);
    expect(sentences[0]?.tokens).toHaveLength(4);
    expect(sentences.map(entitiesOf)).toEqual([['du  Louvre/FAC']]);
    expect(report.schemes).toEqual([{ scheme: 'BIOES', reason: expect.stringMatching(/^BIOES/) }]);
  });

  it('reads the columns that CoNLL-U Plus names', async () => {
    const { sentences } = await readAll(conllU, '# global.columns = ID FORM PROJECT:NER\n1\tAnn\tB-PER\n2\truns\t_\n');
    expect(sentences.map(entitiesOf)).toEqual([['Ann/PER']]);
  });

  it('names the line of a form that its text does not hold', async () => {
    const { sentences, report } = await readAll(conllU, '# text = Ann\n1\tBob\t_\t_\t_\t_\t_\t_\t_\t_\n\nword\n');
    expect(sentences).toEqual([]);
    expect(reasonsOf(report.sentences)).toEqual([
      '2: The text of its sentence does not go on with "Bob".',
      '4: It is no word line of CoNLL-U: a number, tabs, a form.',
    ]);
  });

  it('keeps labels with the characters that its column divides by', async () => {
    const sentence: Sentence = { id: 'x', text: '\tAnn\r\nLee', entities: [{ start: 1, end: 9, label: 'a|b \\p' }] };
    const { sentences } = await readAll(conllU, writeAll(conllU, [sentence]).files.get('corpus.conllu') ?? '');
    expect(sentences[0]).toMatchObject(sentence);
  });
});

describe('formats with places', () => {
  const expected = ['firetrucks/X'];

  it('spaCy counts code points; triples, pairs and objects are read', async () => {
    const lines = [
      { text: fireFighter, spans: [{ start: 19, end: 29, label: 'X' }] },
      { text: fireFighter, entities: [[19, 29, 'X']] },
      [fireFighter, { entities: [[19, 29, 'X']] }],
    ];
    const { sentences, report } = await readAll(spacyJsonl, lines.map(line => JSON.stringify(line)).join('\r\n'));
    expect(sentences.map(entitiesOf)).toEqual([expected, expected, expected]);
    expect(report.spans.total + report.sentences.total).toBe(0);
  });

  it('Prodigy: rejected answers are left out, and tokens are kept where they cover the text', async () => {
    const lines = [
      '{"text":"A b","spans":[],"answer":"reject"}',
      '{"text":"A b","tokens":[{"start":0,"end":1},{"start":2,"end":3}],"spans":[],"answer":"accept"}',
      '{"text":"A b","tokens":[{"start":0,"end":1}],"spans":[]}',
      'nonsense',
      '{"text":"A b","spans":[{"start":2,"end":9,"label":"X"},{"start":"0","end":1,"label":"X"}]}',
    ];
    const { sentences, report } = await readAll(spacyJsonl, lines.join('\n'));
    expect(sentences.map(({ tokens }) => tokens?.length)).toEqual([2, undefined, undefined]);
    expect(reasonsOf(report.sentences)).toEqual(['1: Its annotator answered "reject".', '4: It is not valid JSON.']);
    expect(reasonsOf(report.notes)).toEqual([
      '3: The text from 1 to 3 belongs to no token. The sentence is read without its tokens.',
    ]);
    expect(reasonsOf(report.spans)).toEqual([
      '5: {"start":"0","end":1,"label":"X"} is no span with start, end and label.',
      '5: The span 2 to 9 (X) is no range of the text in code points.',
    ]);
  });

  it('doccano counts UTF-16 units, and graphemes in some projects', async () => {
    const line = (start: number) => JSON.stringify({ id: 7, text: fireFighter, label: [[start, start + 10, 'X']] });
    const units = await readAll(doccano, line(22));
    expect(units.sentences.map(entitiesOf)).toEqual([expected]);
    expect(units.sentences[0]?.id).toBe('7');
    expect(units.report.notes.total).toBe(1);
    expect((await readAll(doccano, line(16), { unit: 'graphemes' })).sentences.map(entitiesOf)).toEqual([expected]);
    const objects = { text: 'Ann', entities: [{ id: 1, label: 'P', start_offset: 0, end_offset: 3 }], relations: [{}] };
    const { sentences, report } = await readAll(doccano, JSON.stringify(objects));
    expect(sentences.map(entitiesOf)).toEqual([['Ann/P']]);
    expect(reasonsOf(report.notes)).toEqual(['1: Its relations (1) are not read.']);
  });

  it.each([19, 22])('Label Studio is read by the covered text: %d', async start => {
    const value = { start, end: start + 10, text: 'firetrucks', labels: ['X'] };
    const task = {
      id: 3,
      data: { text: fireFighter },
      annotations: [{ was_cancelled: true, result: [] }, { result: [{ type: 'labels', value }] }],
    };
    const { sentences } = await readAll(labelStudio, JSON.stringify([task], null, 2));
    expect(sentences.map(entitiesOf)).toEqual([expected]);
    expect(sentences[0]?.id).toBe('3');
    const min = await readAll(labelStudio, JSON.stringify([{ id: 3, text: fireFighter, label: [value] }]));
    expect(min.sentences.map(entitiesOf)).toEqual([expected]);
  });

  it('Label Studio: CR LF counts as one in text fields of browsers; what is no span is named', async () => {
    const text = 'one\r\ntwo\r\nParis';
    const result = [
      { type: 'labels', value: { start: 8, end: 13, text: 'Paris', labels: ['LOC', 'CITY'] } },
      { type: 'choices', value: { choices: ['good'] } },
    ];
    const task = { data: { text }, annotations: [{ result }, { result: [] }] };
    const { sentences, report } = await readAll(labelStudio, JSON.stringify([task]));
    expect(sentences.map(entitiesOf)).toEqual([['Paris/CITY', 'Paris/LOC']]);
    expect(reasonsOf(report.spans)).toEqual(['1: A result of type "choices" is no span of a text.']);
    expect(reasonsOf(report.notes)).toEqual([
      '1: It has 2 annotations; the first is read.',
      '1: By the texts that they cover, its spans count code points, with CR LF as one.',
    ]);
  });

  it('brat: places of the whole text, several sentences, and entities of several parts by name', async () => {
    const text = `${fireFighter}\r\n\r\nAnn met Bob.\r\n`;
    const lines = [
      'T1\tX 19 29\tfiretrucks',
      'T2\tPER 41 44\tAnn',
      'T3\tPER 41 44;49 52\tAnn Bob',
      'R1\tmeets Arg1:T2 Arg2:T3',
      'T4\tLONG 30 44\tat work    Ann',
      'T5\tPER 40 43\tAnn',
      'nonsense',
    ];
    const file = { ...fileOf('notes/a.txt', text), annotations: fileOf('notes/a.ann', lines.join('\n')) };
    const { sentences, report } = await readAll(brat, file);
    expect(sentences.map(entitiesOf)).toEqual([expected, ['Ann/PER']]);
    expect(sentences.map(({ id, document }) => [id, document])).toEqual([
      ['notes/a 1', 'notes/a'],
      ['notes/a 2', 'notes/a'],
    ]);
    expect(reasonsOf(report.spans)).toEqual([
      '3: The entity (PER) has several parts, and a span has one.',
      '7: It is no annotation of brat.',
      '6: The span 40 to 43 (PER) is not where its text "Ann" stands.',
      '5: The entity (LONG) does not stand in one line of the text.',
    ]);
  });
});

describe('tokens and tags of Hugging Face', () => {
  it('are read with ids, and their scheme is detected', async () => {
    const lines = [
      { id: 7, tokens: ['Ann', 'Lee', 'left', '\u{1f6a2}'], ner_tags: ['B-PER', 'I-PER', 'O', 'B-SHIP'] },
      { tokens: ['No', 'tags'] },
    ];
    const { sentences, report } = await readAll(huggingFace, lines.map(line => JSON.stringify(line)).join('\n'));
    expect(sentences.map(entitiesOf)).toEqual([['Ann Lee/PER', '\u{1f6a2}/SHIP'], undefined]);
    expect(sentences.map(({ id, text }) => [id, text])).toEqual([
      ['7', 'Ann Lee left \u{1f6a2}'],
      ['2', 'No tags'],
    ]);
    expect(report.schemes).toMatchObject([{ scheme: 'IOB2' }]);
  });

  it('are refused by line where tags are numbers, or are not as many as tokens', async () => {
    const lines = ['{"tokens":["A"],"ner_tags":[3]}', '{"tokens":["A","B"],"ner_tags":["O"]}', '{"tokens":["A",""]}'];
    const { sentences, report } = await readAll(huggingFace, lines.join('\n'));
    expect(sentences).toEqual([]);
    expect(reasonsOf(report.sentences)).toEqual([
      expect.stringMatching(/^1: Its tags are numbers: write their names/),
      '2: It has 2 tokens and 1 tags.',
      expect.stringMatching(/^3: It has no list of tokens/),
    ]);
  });
});

describe('nested entities of CorefUD', () => {
  it('are refused by name, once a sentence', async () => {
    const rest = '\t_'.repeat(7);
    const lines = [`1\tAnn${rest}\tEntity=(e1-person`, `2\tLee${rest}\tEntity=e1)`];
    const { sentences, report } = await readAll(conllU, lines.join('\n'));
    expect(sentences.map(({ text, entities }) => [text, entities])).toEqual([['Ann Lee', null]]);
    expect(reasonsOf(report.spans)).toEqual([expect.stringMatching(/^1: .*Entity= of CorefUD.*not read/)]);
  });
});

describe('the format of the paper', () => {
  it('reads labels in Python\u2019s notation, in any quotes', async () => {
    const label = `{'Sayler\\'s Creek': 'Location', "O'Neil": 'Person', '12': 'Misc', 'caf\\xe9': 'Location', '\\U0001f469': 'X',}`;
    const records = [
      { idx: 5, sentence: "O'Neil saw Sayler's Creek caf\u00e9 12 \u{1f469}", label },
      { idx: 6, sentence: 'None .', label: '{}' },
    ];
    const { sentences, report } = await readAll(reference, JSON.stringify(records, null, 1));
    expect(sentences.map(entitiesOf)).toEqual([
      ["O'Neil/Person", "Sayler's Creek/Location", 'caf\u00e9/Location', '12/Misc', '\u{1f469}/X'],
      [],
    ]);
    expect(sentences.map(({ id }) => id)).toEqual(['5', '6']);
    expect(report.spans.total).toBe(0);
  });

  it.each([
    [`{"Ann" 'a': u'Per' 'son'}`, ['Anna/Person']],
    [`[('Anna', 'Person'), ["Bo", "Person"]]`, ['Anna/Person', 'Bo/Person']],
    ['{"Anna": "Per\\u0073on"}', ['Anna/Person']],
    [`{'Anna': 1}`, undefined],
    [`{'Anna'`, undefined],
  ])('reads %s as Python or as JSON does', async (label, entities) => {
    const { sentences, report } = await readAll(reference, JSON.stringify({ sentence: 'Anna met Bo .', label }));
    expect(sentences.map(entitiesOf)).toEqual([entities]);
    expect(report.spans.total).toBe(entities ? 0 : 1);
  });

  it('takes the first place that no longer mention has, and says what is not certain', async () => {
    const record = {
      text: 'New York , not York or york',
      entities: [
        ['York', 'LOC'],
        ['New York', 'LOC'],
        ['ny', 'LOC'],
        ['YORK', 'X'],
      ],
    };
    const { sentences, report } = await readAll(reference, JSON.stringify(record));
    expect(sentences[0]?.entities).toEqual([
      { start: 0, end: 8, label: 'LOC' },
      { start: 15, end: 19, label: 'LOC' },
      { start: 23, end: 27, label: 'X' },
    ]);
    expect(reasonsOf(report.spans)).toEqual(['1: "ny" (LOC) is not in the sentence.']);
    expect(report.notes.total).toBe(2);
  });

  it('writes dictionaries as repr does', () => {
    expect(
      pythonDict([
        ["it's", 'a "b"'],
        ['both \'"', '\\\n\u00a0\u{1f469}\u200d\ue000\u{f0000}'],
      ]),
    ).toBe(`{"it's": 'a "b"', 'both \\'"': '\\\\\\n\\xa0\u{1f469}\\u200d\\ue000\\U000f0000'}`);
  });
});
