import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLenient, tryLenient } from '@/lib/data/lenient-json';
import { readTable } from '@/lib/data/read-table';
import { applyMapping } from '@/lib/panels/divide-and-conquer/tasks/verification/data/mapping';
import { recognise } from '@/lib/panels/divide-and-conquer/tasks/verification/data/recognise';
import { suggestMapping } from '@/lib/panels/divide-and-conquer/tasks/verification/data/suggest';
import { fileOf } from './files';

/** The rows of a text by their lines, and what was left out. */
async function read(text: string | Uint8Array<ArrayBuffer>) {
  const { rows, columns, leftOut, path, delimiter, encoding } = await readTable(fileOf(text));
  return {
    ...{ columns, path, delimiter, encoding },
    cells: rows.map(({ fields }) => columns.map(column => fields[column] ?? '')),
    lines: rows.map(({ line }) => line),
    leftOut: leftOut.listed.map(({ line, reason }): [number, string] => [line, reason]),
  };
}

const above = 'It stands above the names of the columns.';
const two = [
  ['a lake', 'blue'],
  ['a hill', 'green'],
];

describe('separated values', () => {
  it.each([
    ['a title', 'Export of May\n\ntext,label\na lake,blue\na hill,green\n', [4, 5], [[1, above]]],
    ['a title in a wide row', 'Export,\n,\ntext,label\na lake,blue\na hill,green\n', [4, 5], [[1, above]]],
    [
      'comments',
      '# by a tool\n# on Monday, late\ntext,label\na lake,blue\na hill,green',
      [4, 5],
      [1, 2].map(line => [line, above]),
    ],
    ['the separator', 'sep=;\r\ntext;label\r\na lake;blue\r\na hill;green\r\n', [3, 4], [[1, above]]],
  ])('begin below %s, which is left out by its line', async (_what, text, lines, leftOut) => {
    expect(await read(text)).toMatchObject({ columns: ['text', 'label'], cells: two, lines, leftOut });
  });

  it('keep a header with a mark that is no comment', async () => {
    expect((await read('#id,text\n1,a lake\n2,a hill\n')).columns).toEqual(['#id', 'text']);
  });

  it('lose empty cells behind the last column, and no others', async () => {
    expect(await read('text,label\na lake,blue,,\na hill,green,\n')).toMatchObject({ cells: two, leftOut: [] });
    expect((await read('text,label\na lake,blue,x\na hill,green\nb,c\n')).leftOut).toEqual([
      [2, 'It has 3 cells; the header names 2 columns.'],
    ]);
  });

  it('do not lose a header above rows that are broken', async () => {
    const { columns, leftOut } = await read('text,label,note,more\nx,y,z,u,v,w\nx,y,z,u,v,w\n1,2,3,4\n');
    expect([columns.length, leftOut.map(([line]) => line)]).toEqual([4, [2, 3]]);
    const unquoted = await read('text,label\nThe cat,on a mat,no\nThe dog,on a rug,yes\na lake,blue\n');
    expect([unquoted.columns.length, unquoted.leftOut.map(([line]) => line)]).toEqual([2, [2, 3]]);
  });

  it.each([
    ['commas', 'text,label\n1,a lake,blue\n2,a hill,green\n', ','],
    ['spaces', '"text" "label"\n"1" "a lake" "blue"\n"2" "a hill" "green"\n', ' '],
  ])('may have names of rows, with %s', async (_how, text, delimiter) => {
    expect(await read(text)).toMatchObject({
      columns: ['column 1', 'text', 'label'],
      cells: two.map((cells, index) => [String(index + 1), ...cells]),
      delimiter,
    });
  });

  it('may escape quotes by backslashes', async () => {
    const { cells, leftOut } = await read('text,label\n"a \\"deep\\", cold lake",blue\na \\"hill\\",green\n');
    expect([cells, leftOut]).toEqual([
      [
        ['a "deep", cold lake', 'blue'],
        ['a "hill"', 'green'],
      ],
      [],
    ]);
  });

  it('join a text that has commas and no quotes, where only one way is left', async () => {
    expect((await read('text,label\na deep, cold, blue lake,blue\na hill,green\n')).cells).toEqual([
      ['a deep, cold, blue lake', 'blue'],
      ['a hill', 'green'],
    ]);
  });

  it.each(['utf-16le', 'utf-16be'])('are read from %s without a mark', async encoding => {
    const text = 'text,label\r\na lake,blau wie \u00e4 und \u4e2d\r\na hill,green\r\n';
    const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
    const bytes = units.flatMap(unit => (encoding === 'utf-16le' ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]));
    expect(await read(new Uint8Array(bytes))).toMatchObject({ encoding, columns: ['text', 'label'] });
  });
});

describe('JSON', () => {
  const rows = [
    { text: 'a lake', label: 'blue' },
    { text: 'a hill', label: 'green' },
  ];
  const [lake, hill] = rows.map(row => JSON.stringify(row)) as [string, string];

  it.each([
    ['a list inside an object', JSON.stringify({ version: 1, data: rows }, null, 1), 'data'],
    ['a list deep inside one', JSON.stringify({ result: { page: { items: rows } } }), 'result.page.items'],
    [
      'rows inside rows',
      JSON.stringify({ rows: rows.map((row, row_idx) => ({ row_idx, row, truncated_cells: [] })) }),
      'rows',
    ],
    ['names beside lists', JSON.stringify({ columns: ['text', 'label'], index: [0, 1], data: two }), 'data'],
    ['columns as objects', '{"text":{"0":"a lake","1":"a hill"},"label":{"0":"blue","1":"green"}}', null],
    ['columns as lists', '{"text":["a lake","a hill"],"label":["blue","green"]}', null],
    ['rows by their numbers', `{"0":${lake},"1":${hill}}`, null],
    ['lists in a list', JSON.stringify([['text', 'label'], ...two]), null],
    ['a list on each line', '["text","label"]\n["a lake","blue"]\n["a hill","green"]\n', null],
    ['lines that end with commas', `${lake},\n${hill},\n`, null],
    ['objects over many lines', rows.map(row => JSON.stringify(row, null, 2)).join('\n'), null],
    ['objects over many lines, with commas', rows.map(row => JSON.stringify(row, null, 2)).join(',\n'), null],
    ['a comma behind the last', `[\n${lake},\n${hill},\n]`, null],
    ['Python', "{'text': 'a lake', 'label': \"blue\"}\n{'text': 'a hill', 'label': u'green'}".replace("u'", "'"), null],
    ['a list in Python', "[{'text': 'a lake', 'label': 'blue'}, {'text': 'a hill', 'label': 'green',},]", null],
    ['names without quotes', '[{text: "a lake", label: "blue"}, {text: "a hill", label: "green"}]', null],
    ['rows in a field', rows.map(vars => JSON.stringify({ vars })).join('\n'), null],
  ])('is read from %s', async (_how, text, path) => {
    const found = await read(text);
    const at = ['text', 'label'].map(name => found.columns.indexOf(name));
    expect(found.cells.map(cells => at.map(place => cells[place]))).toEqual(two);
    expect([found.path, found.leftOut]).toEqual([path, []]);
  });

  it('tells the lines of rows inside a document, and which other lists it does not read', async () => {
    const text = `{\n "data": [\n  ${lake},\n  ${hill}\n ],\n "errors": [\n  {"code": 1}\n ]\n}\n`;
    expect(await read(text)).toMatchObject({
      lines: [3, 4],
      leftOut: [[6, 'The list "errors" of 1 is not read: "data" is the longest.']],
    });
  });

  it('takes one record for one, though it holds lists of objects', async () => {
    const record = { id: 1, claim: 'The lake is red.', evidence: { 7: [{ label: 'REFUTES' }, { label: 'REFUTES' }] } };
    expect(await read(JSON.stringify(record))).toMatchObject({ columns: ['id', 'claim', 'evidence'], path: null });
  });

  it('goes on after an object that is broken', async () => {
    const text = `{\n "text": "a lake",\n "label": "blue"\n}\n{\n "text": oops\n}\n{\n "text": "a hill",\n "label": "green"\n}\n`;
    expect(await read(text)).toMatchObject({
      cells: two,
      lines: [1, 8],
      leftOut: [[5, 'The JSON that begins here cannot be read.']],
    });
  });

  it('takes numbers that are none for missing values', async () => {
    expect((await read('{"a": NaN, "b": None, "c": -Infinity, "d": True, "e": 1}\n{"a": 2}\n')).cells[0]).toEqual([
      '',
      '',
      '',
      'true',
      '1',
    ]);
  });

  it('leaves out rows of which the server has cut off texts', async () => {
    const server = (cut: string[]) => ({ rows: [rows[0]].map(row => ({ row_idx: 0, row, truncated_cells: cut })) });
    await expect(read(JSON.stringify(server(['text'])))).rejects.toMatchObject({
      detail: expect.stringContaining('The server has cut off its values "text".'),
    });
  });

  it('reads all that JSON.parse reads, as it does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(JSON.stringify(tryLenient(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('refuses by undefined what it cannot read, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const found = parseLenient(text);
        expect(found === undefined || found.end <= text.length).toBe(true);
      }),
    );
    expect(tryLenient('['.repeat(100_000))).toBeUndefined();
    expect(['{"a":', '{a}', "{'a': 'x\ny'}", '1 2', 'yes', ''].map(tryLenient)).toEqual(Array(6).fill(undefined));
  });
});

describe('nested values', () => {
  const table = (rows: Record<string, unknown>[]) =>
    readTable(fileOf(rows.map(row => `${JSON.stringify(row)}\n`).join('')));

  it('are never taken for text', async () => {
    const { rows, columns } = await table([
      { claim: 'The lake is red.', evidence: { 7: [{ label: 'REFUTES' }] }, label: 'REFUTES' },
      { claim: 'The lake is blue.', evidence: [[1, 2, 'Lake', 0]], label: 'SUPPORTS' },
    ]);
    expect(suggestMapping({ rows, columns }).mapping.source).toBeNull();
    const { items, leftOut } = applyMapping(rows, {
      ...{ source: 'evidence', text: 'claim', label: 'label', id: null, planted: null },
      ...{ contradicted: ['REFUTES'], aligned: ['SUPPORTS'] },
    });
    expect([items, leftOut.listed.map(({ reason }) => reason)]).toEqual([
      [],
      Array(2).fill('The column "evidence" holds a list or an object, and no text.'),
    ]);
  });

  it('that are lists of sentences are joined, also where Python wrote them', async () => {
    const rows = [{ line: 1, fields: { source: "['It rained.', 'It was cold.']", text: 'It rained.', label: 'no' } }];
    const { items } = applyMapping(rows, {
      ...{ source: 'source', text: 'text', label: 'label', id: null, planted: null },
      ...{ contradicted: ['yes'], aligned: ['no'] },
    });
    expect(items[0]?.source).toBe('It rained. It was cold.');
  });

  it.each([
    ['FEVER', { id: 1, verifiable: 'VERIFIABLE', label: 'SUPPORTS', claim: 'x', evidence: [[[1, 2, 'Lake', 0]]] }],
    ['its flat form', { id: 1, label: 'REFUTES', claim: 'x', evidence_wiki_url: 'Lake', evidence_sentence_id: 0 }],
  ])('of %s point to pages, so it is refused with the way on', async (_name, row) => {
    const found = recognise(await table([row, row]));
    expect(found.kind).toBe('unsupported');
    expect(found.sentence).toMatch(/the text is not in this file.*Join/);
  });
});
