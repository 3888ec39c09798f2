import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonDocumentReader } from '@/lib/data/json-document';
import { lenientSteps, parseLenient, stride } from '@/lib/data/lenient-json';
import { dataLimits } from '@/lib/data/limits';
import { readTable } from '@/lib/data/read-table';
import { collectRows } from '@/lib/data/rows';

/** Reads a document, and counts how often the page could do something else. */
async function read(text: string) {
  const sink = collectRows();
  let pauses = 0;
  const reader = jsonDocumentReader(sink, async () => void pauses++);
  for (let at = 0; at < text.length; at += 100_000) reader.push(text.slice(at, at + 100_000));
  await reader.end();
  return { rows: sink.rows, leftOut: sink.leftOut, path: reader.path, pauses };
}

const long = 'é'.repeat(dataLimits.row + 1);

describe('a JSON document that is held as a whole', () => {
  it('is read in small steps, and so are its rows', async () => {
    const cells = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`column ${i}`, i]));
    const count = 2_000;
    const { rows, path, pauses } = await read(
      JSON.stringify({ note: 'x', result: { data: Array(count).fill(cells) } }, null, 1),
    );
    expect([rows.length, path]).toEqual([count, 'result.data']);
    expect(pauses).toBeGreaterThan((count * 21) / stride.members + count);
  });

  it('pauses within one text and within one flat list, too', async () => {
    const escapes = String.raw`\"\\`.repeat(1_000_000);
    for (const inside of [escapes, 'x'.repeat(4_000_000)])
      // A sign of an escape is not counted on its own.
      expect((await read(`{"a":"${inside}"}`)).pauses).toBeGreaterThan(
        (inside.length / 2 - dataLimits.row) / stride.characters,
      );
    expect((await read(`{"a":[${'0,'.repeat(500_000)}0]}`)).pauses).toBeGreaterThan(500_000 / stride.members);
  });

  it.each([
    ['a text', `{"data":[{"a":"${long}"},\n{"a":"short"}]}`],
    ['a text of escapes', `{"data":[{"a":"${String.raw`\u00e9`.repeat(dataLimits.row + 1)}"},\n{"a":"short"}]}`],
    ['a name', `{"data":[{"${long}":1},\n{"a":"short"}]}`],
  ])('loses the row with %s that is too long, and no other', async (_what, text) => {
    const { rows, leftOut } = await read(text);
    expect(rows).toEqual([{ line: 2, fields: { a: 'short' } }]);
    expect(leftOut).toMatchObject({ total: 1, listed: [{ line: 1, reason: expect.stringMatching(/is longer than/) }] });
  });

  it('says of every list that it does not read in which line it stands', async () => {
    const sizes = [3, 1, 4, 2, 9, 1, 2];
    const lists = sizes.map((size, i) => `"list ${i}":[${Array(size).fill('{"a":1}').join()}]`);
    const { rows, leftOut } = await read(`{${lists.join(',\n')}}`);
    expect(rows.map(({ line }) => line)).toEqual(Array(9).fill(5));
    expect(leftOut.listed.map(({ line }) => line)).toEqual([1, 2, 3, 4, 6, 7]);
  });

  it.each([
    ['one list of zeros', `{"data":[${'0,'.repeat(2_400_000)}0]}`],
    ['lists in lists', `{"data":[${'[[]],'.repeat(1_200_000)}[]]}`],
  ])('is refused before more values are kept than its limit: %s', async (_what, text) => {
    await expect(readTable(new Blob([text]))).rejects.toMatchObject({
      kind: 'data-too-large',
      detail: expect.stringContaining('2,000,000 values: save it as JSON Lines'),
    });
  });

  it('of documents one after the other ends at the limit of rows', async () => {
    const { rows, leftOut, pauses } = await read('{"a":\n[]}\n'.repeat(1_000_000));
    expect(rows).toHaveLength(dataLimits.rows);
    expect(leftOut).toMatchObject({ total: 1, listed: [{ line: 2 * dataLimits.rows + 1 }] });
    expect(pauses).toBeLessThan(2 * dataLimits.rows);
  });

  it('can be stopped after its last byte has come', async () => {
    const stop = new AbortController();
    const text = JSON.stringify({ data: Array(50_000).fill({ a: 1 }) });
    const reading = readTable(new Blob([text]), {
      signal: stop.signal,
      onProgress: ({ phase, loaded, total }) => {
        if (phase === 'reading' && loaded === total) stop.abort();
      },
    });
    await expect(reading).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

it('a value that is read for itself keeps its texts, however long', () => {
  const value = { [long]: `"${long}\\` };
  expect(parseLenient(`[] ${JSON.stringify(value)}`, 3)?.value).toEqual(value);
});

it('a value that is read in steps is the one that is read at once', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const text = JSON.stringify(value);
      const steps = lenientSteps(text);
      let step = steps.next();
      while (!step.done) step = steps.next();
      expect(step.value).toEqual(parseLenient(text));
      expect(step.value?.end).toBe(text.length);
    }),
  );
});
