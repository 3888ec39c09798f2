import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { widths } from '../floats';
import { ByteReader } from '../sources/byte-reader';
import { beginsAsPage } from '../sources/web-page';

/** The location of a tensor in the data of a safetensors file. */
export interface StoredTensor {
  name: string;
  /** As the file names it; it need not be one that is read. */
  dtype: string;
  shape: number[];
  /** First byte, and the byte after the last, relative to the beginning of the data. */
  begin: number;
  end: number;
}

/** A safetensors file after its header was read. The reader is at the beginning of the data. */
export interface OpenSafetensors {
  /** In file order. */
  tensors: StoredTensor[];
  reader: ByteReader;
  /**
   * Call it after the last tensor.
   * @throws Failure `model-file` if the file continues
   */
  expectEnd(): Promise<void>;
  /** Creates a `model-file` failure that names this file. */
  refusal(reason: string): Failure;
}

/**
 * Longest header that is read. The format's own limit is 100 MB; this one is far above what any supported model
 * needs.
 */
const maxHeaderBytes = 10_000_000;

/** Bytes per value of each format. Of one that is not listed, perhaps of less than a byte a value, sizes are not checked. */
const allWidths: Readonly<Record<string, number>> = {
  ...widths,
  ...{ BOOL: 1, U8: 1, I8: 1, F8_E5M2: 1, F8_E4M3: 1, U16: 2, I16: 2, U32: 4, I32: 4, U64: 8, I64: 8, F64: 8 },
};

const entry = z.object({
  dtype: z.string(),
  shape: z.array(z.int().check(z.minimum(0))).check(z.maxLength(8)),
  data_offsets: z.tuple([z.int().check(z.minimum(0)), z.int().check(z.minimum(0))]),
});

/** A name from the file, shortened for a message. */
export const quote = (name: string): string => JSON.stringify(name.slice(0, 100));

/**
 * Reads the beginning of a safetensors file (https://github.com/huggingface/safetensors, "Format"): 8 bytes of header
 * length (little-endian), a JSON header, then the data. As the format demands, the tensors must tile the data
 * exactly: no gap, no overlap, nothing missing at the end.
 *
 * @param size of the file in bytes, if known; a file whose header contradicts it is refused before its data is read
 * @throws Failure `model-file`, with the file and what is wrong
 */
export async function openSafetensors(
  fileName: string,
  pieces: AsyncIterable<Uint8Array>,
  size: number | null,
): Promise<OpenSafetensors> {
  const refusal = (reason: string) => new Failure('model-file', `${fileName}: ${reason}.`);
  const reader = new ByteReader(pieces);
  const prefix = new Uint8Array(8);
  const got = await reader.fill(prefix);
  if (got < 8) throw refusal(`only ${got} bytes`);
  if (beginsAsPage(prefix)) throw refusal('it is a web page');
  const length = Number(new DataView(prefix.buffer).getBigUint64(0, true));
  if (length > maxHeaderBytes) throw refusal(`a header of ${length} bytes is more than is allowed (${maxHeaderBytes})`);
  const truncated = (has: number) => refusal(`the header claims ${length} bytes, the file has ${has}`);
  if (size !== null && 8 + length > size) throw truncated(size - 8);
  const header = new Uint8Array(length);
  const filled = await reader.fill(header);
  if (filled < length) throw truncated(filled);

  const tensors = readHeader(header, refusal);
  const end = tensors.at(-1)?.end ?? 0;
  if (size !== null) checkEnd(tensors, size - 8 - length, refusal);
  return {
    tensors,
    reader,
    refusal,
    async expectEnd() {
      const more = await reader.skip(Infinity);
      if (more > 0) throw refusal(`${more} bytes at its end belong to no tensor`);
      if (reader.position < 8 + length + end) checkEnd(tensors, reader.position - 8 - length, refusal);
    },
  };
}

/**
 * Checks that the data, of `bytes` bytes, ends with the last tensor.
 * @throws Failure `model-file`
 */
function checkEnd(tensors: StoredTensor[], bytes: number, refusal: (reason: string) => Failure): void {
  const beyond = tensors.find(({ end }) => end > bytes);
  if (beyond) throw refusal(`tensor ${quote(beyond.name)} ends at ${beyond.end}, the data has ${bytes} bytes`);
  const rest = bytes - (tensors.at(-1)?.end ?? 0);
  if (rest > 0) throw refusal(`${rest} bytes at its end belong to no tensor`);
}

function readHeader(bytes: Uint8Array, refusal: (reason: string) => Failure): StoredTensor[] {
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    header = JSON.parse(text);
  } catch {
    throw refusal('the header is not JSON');
  }
  if (header === null || typeof header !== 'object' || Array.isArray(header))
    throw refusal('the header is not an object');
  const seen = new Set<string>();
  for (const name of topLevelNames(text)) {
    if (seen.has(name)) throw refusal(`tensor ${quote(name)} appears twice`);
    seen.add(name);
  }
  const tensors = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => readEntry(name, value, refusal))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  let covered = 0;
  for (const { name, begin, end } of tensors) {
    if (begin < covered) throw refusal(`tensor ${quote(name)} overlaps another`);
    if (begin > covered) throw refusal(`a hole of ${begin - covered} bytes before tensor ${quote(name)}`);
    covered = end;
  }
  return tensors;
}

/**
 * Lists the keys of the outermost object of valid JSON, in order, with duplicates. `JSON.parse` would keep only the
 * last of a duplicate key.
 */
function topLevelNames(json: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let expectsName = false;
  for (let i = 0; i < json.length; i++) {
    const c = json[i];
    if (c === '"') {
      const start = i;
      for (i++; json[i] !== '"'; i++) if (json[i] === '\\') i++;
      if (depth === 1 && expectsName) names.push(JSON.parse(json.slice(start, i + 1)) as string);
      expectsName = false;
    } else if (c === '{' || c === '[') expectsName = ++depth === 1;
    else if (c === '}' || c === ']') depth--;
    else if (c === ',') expectsName = depth === 1;
  }
  return names;
}

function readEntry(name: string, value: unknown, refusal: (reason: string) => Failure): StoredTensor {
  const parsed = entry.safeParse(value);
  if (!parsed.success) throw refusal(`tensor ${quote(name)} has no valid dtype, shape and data_offsets`);
  const { dtype, shape, data_offsets } = parsed.data;
  const [begin, end] = data_offsets;
  if (end < begin) throw refusal(`tensor ${quote(name)} ends before it begins`);
  const width = Object.hasOwn(allWidths, dtype) ? allWidths[dtype] : undefined;
  const needed = width === undefined ? end - begin : shape.reduce((product, size) => product * size, width);
  if (end - begin !== needed)
    throw refusal(`tensor ${quote(name)} of shape [${shape}] needs ${needed} bytes and has ${end - begin}`);
  return { name, dtype, shape, begin, end };
}
