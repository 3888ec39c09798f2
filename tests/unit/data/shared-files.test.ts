import { describe, expect, it } from 'vitest';
import { fromSciFact, readSource } from '@/lib/panels/divide-and-conquer/tasks/verification/data/importing';
import { sharedCases } from '@/tests/support/shared-cases';

const { signal } = new AbortController();
const hasFiles = sharedCases('data/bom.csv') !== undefined;

/** A file of the collection, as the import dialog reads it. */
const read = (name: string) =>
  readSource(
    { kind: 'files', files: [new File([new Uint8Array(sharedCases(`data/${name}`) ?? [])], name)] },
    { signal },
  );

/** Files of the two pairs about a cat and a dog, and how many of their lines hold none. */
const pairs: [name: string, leftOut: number][] = [
  ...['comment-line.csv', 'title-row.csv', 'sep-comma.csv'].map((name): [string, number] => [name, 1]),
  ...['trailing-comma-rows-only.csv', 'trailing-comma.csv', 'r-rownames.csv', 'r-write-table.txt']
    .concat(
      ['index-col.csv', 'backslash-quotes.csv', 'utf16le-nobom.csv', 'excel-unicode.txt', 'wrapped.json'],
      ['wrapped-oneline.json', 'nan-trailing-comma.json', 'pandas-columns.json', 'arrays.jsonl', 'comma-lines.jsonl'],
      [
        'pretty-concatenated.jsonl',
        'python-repr.jsonl',
        'promptfoo-vars.jsonl',
        'bom.csv',
        'bom-quoted.csv',
        'bom.jsonl',
      ],
      ['booleans.jsonl', 'mac-cr.csv', 'space-around-quotes.csv', 'u2028-surrogate.jsonl'],
    )
    .map((name): [string, number] => [name, 0]),
];

describe.skipIf(!hasFiles)('files from the field', () => {
  it.each(pairs)('%s gives both pairs', async (name, leftOut) => {
    const { table, recognition } = await read(name);
    expect([table.rows.length, table.leftOut.total]).toEqual([2, leftOut]);
    expect(recognition).toMatchObject({
      kind: 'columns',
      task: 'hallucination',
      mapping: { source: 'document', text: 'summary', label: 'hallucination' },
    });
    if (recognition.kind !== 'columns') return;
    expect([recognition.mapping.contradicted.length, recognition.mapping.aligned.length]).toEqual([1, 1]);
  });

  it.each([
    ['array-of-arrays.json', 1],
    ['hf-datasets-server.json', 1],
    ['halueval.json', 2],
    ['short-rows.csv', 1],
    ['inner-quotes.csv', 3],
    ['floats.csv', 2],
    ['nli.csv', 3],
    ['snli.tsv', 4],
    ['multiline.csv', 12],
    ['multiline-semi.csv', 12],
    ['tab-commas.tsv', 20],
    ['pipe-commas.csv', 20],
    ['semicolon-commas.csv', 20],
  ])('%s gives its rows', async (name, rows) => {
    expect((await read(name)).table.rows).toHaveLength(rows);
  });

  it('says where the rows of a wrapped file stand', async () => {
    expect((await read('wrapped.json')).recognition.sentence).toMatch(/^The rows are the list "data"/);
    expect((await read('hf-datasets-server.json')).recognition).toMatchObject({ kind: 'halueval' });
  });

  it('takes no pointers for texts', async () => {
    expect((await read('fever.jsonl')).recognition).toMatchObject({
      kind: 'unsupported',
      sentence: expect.stringContaining('the text is not in this file'),
    });
    await expect(read('list-of-strings.json')).rejects.toMatchObject({ kind: 'data-malformed' });
  });

  it('joins claims with their corpus by what they hold', async () => {
    const files = [await read('claims-without-cited.jsonl'), await read('corpus-7.jsonl')] as const;
    const { items } = await fromSciFact(files[0], files[1], signal);
    expect(items.map(({ source, text, isContradicted }) => [source, text, isContradicted])).toEqual([
      ['The dog ran.', 'The dog slept.', true],
      ['The dog ran.', 'The dog ran.', false],
    ]);
  });
});
