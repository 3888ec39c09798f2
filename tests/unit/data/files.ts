import fc from 'fast-check';

/** A file of this text. */
export const fileOf = (...parts: BlobPart[]): Blob => new Blob(parts);

/** A file that tells how much of it was asked for, and how much of that at most at once. */
export class WatchedFile extends Blob {
  largest = 0;
  reads = 0;
  override slice(start = 0, end = this.size): Blob {
    this.largest = Math.max(this.largest, Math.min(end, this.size) - start);
    this.reads++;
    return super.slice(start, end);
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    throw new Error('The file must not be read as a whole.');
  }
  override text(): Promise<string> {
    throw new Error('The file must not be read as a whole.');
  }
}

export const endings = ['\n', '\r\n', '\r'] as const;
export const delimiters = [',', ';', '\t', '|'] as const;

/** A straightforward writer of separated values: quotes what needs it, and what it is told to. */
export function writeCsv(rows: string[][], delimiter: string, ending: string, quotesAll: boolean): string {
  const cell = (text: string): string =>
    quotesAll || /[",;\t|\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map(row => row.map(cell).join(delimiter) + ending).join('');
}

const withMark = (mark: number[], bytes: number[]) => new Uint8Array([...mark, ...bytes]);

/** A text in each of the encodings that are read, by the name that must be found. */
export const encoders: Record<string, (text: string) => [Uint8Array<ArrayBuffer>, string]> = {
  plain: text => [new TextEncoder().encode(text), 'utf-8'],
  'utf-8 with its mark': text => [withMark([0xef, 0xbb, 0xbf], [...new TextEncoder().encode(text)]), 'utf-8'],
  'utf-16le': text => [
    withMark(
      [0xff, 0xfe],
      units(text).flatMap(unit => [unit & 255, unit >> 8]),
    ),
    'utf-16le',
  ],
  'utf-16be': text => [
    withMark(
      [0xfe, 0xff],
      units(text).flatMap(unit => [unit >> 8, unit & 255]),
    ),
    'utf-16be',
  ],
};

const units = (text: string): number[] => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));

/** Latin-1, of which the printable part is the same in windows-1252. */
export const toLatin1 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(units(text));

/** Text that is hard on parsers: its delimiters, quotes, line ends, letters outside ASCII and outside the first plane. */
export const hardText = (maxLength = 12): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '"',
          ',',
          ';',
          '\t',
          '|',
          '\r',
          '\n',
          '\r\n',
          ' ',
          '{',
          '}',
          '[',
          ']',
          '\\',
          '\u00e9',
          '\u{1f9ea}',
        ),
        fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom(...'abcXYZ019.-') }),
      ),
      { maxLength },
    )
    .map(pieces => pieces.join(''));
