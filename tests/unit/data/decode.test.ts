import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '@/lib/data/decode';
import { dataLimits } from '@/lib/data/limits';
import { encoders, fileOf, toLatin1 } from './files';

async function textOf(file: Blob): Promise<[string, string, boolean]> {
  const { encoding, isDamaged, pieces } = await decode(file);
  let text = '';
  for await (const piece of pieces()) text += piece;
  return [text, encoding, isDamaged];
}

/** UTF-16 cannot hold half a pair, and a mark at the start of a text would be taken for one of the file. */
const wholeText = fc
  .string({ unit: 'binary', minLength: 1 })
  .filter(text => !/^\ufeff/.test(text) && !text.includes('\0') && !/^(PK\u0003\u0004|PAR1|%PDF)/.test(text));

describe('a text', () => {
  it.each(Object.keys(encoders))('comes back from %s', async name => {
    await fc.assert(
      fc.asyncProperty(wholeText, async text => {
        const [bytes, encoding] = encoders[name]!(text);
        expect(await textOf(fileOf(bytes))).toEqual([text, encoding, false]);
      }),
    );
  });

  it('in Latin-1 is read as windows-1252, and it is said so', async () => {
    expect(await textOf(fileOf(toLatin1('Caf\u00e9 \u00a35, na\u00efve')))).toEqual([
      'Caf\u00e9 \u00a35, na\u00efve',
      'windows-1252',
      false,
    ]);
    const quoted = new Uint8Array([0x93, 0x68, 0x69, 0x94, 0x80]);
    expect(await textOf(fileOf(quoted))).toEqual(['\u201chi\u201d\u20ac', 'windows-1252', false]);
  });

  it('is read right where a letter falls on the edge of two pieces', async () => {
    const before = 'x'.repeat(dataLimits.piece - 1);
    expect(await textOf(fileOf(before, '\u00e9\u{1f9ea}'))).toEqual([`${before}\u00e9\u{1f9ea}`, 'utf-8', false]);
  });

  it('turns to windows-1252 for one wrong byte in the last piece', async () => {
    const before = 'x'.repeat(dataLimits.piece * 2);
    const [text, encoding] = await textOf(fileOf(before, new Uint8Array([0xe9])));
    expect([encoding, text.at(-1)]).toEqual(['windows-1252', '\u00e9']);
  });

  it('keeps the encoding that its mark promises, and marks what is broken', async () => {
    expect(await textOf(fileOf(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xe9, 0x62])))).toEqual([
      'a\ufffdb',
      'utf-8',
      true,
    ]);
    expect((await textOf(fileOf(new Uint8Array([0xff, 0xfe, 0x61, 0x00, 0x62]))))[2]).toBe(true);
  });
});

describe('a file that is no text', () => {
  it.each([
    ['an empty one', [], 'empty'],
    ['a spreadsheet', [0x50, 0x4b, 3, 4, 20, 0], 'spreadsheet'],
    ['a Parquet file', [0x50, 0x41, 0x52, 0x31, 21], 'Parquet'],
    ['a gzip archive', [0x1f, 0x8b, 8], 'gzip'],
    ['one of numbers', [0x61, 0, 0x62, 0, 0, 0], 'Byte 2 is zero'],
  ])('%s is refused by name', async (_name, bytes, words) => {
    const attempt = decode(fileOf(new Uint8Array(bytes)));
    await expect(attempt).rejects.toMatchObject({ kind: 'data-malformed', detail: expect.stringContaining(words) });
  });

  it('is refused when it is too large, before a byte is read', async () => {
    const file = { size: dataLimits.bytes + 1 } as Blob;
    await expect(decode(file)).rejects.toMatchObject({ kind: 'data-too-large' });
  });

  it('is named when it vanished after it was chosen', async () => {
    const gone = new Blob(['a']);
    gone.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }) as never;
    await expect(decode(gone)).rejects.toMatchObject({ kind: 'data-missing', detail: expect.stringContaining('gone') });
  });
});
