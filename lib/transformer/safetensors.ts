import { z } from 'zod';
import { Failure } from '@/lib/ground/failure';
import { toFloat32, widths } from './floats';
import type { StoredType } from './floats';

/** One tensor of a safetensors file, not yet converted. */
export interface StoredTensor {
  dtype: StoredType;
  shape: number[];
  /** A view into the file. */
  bytes: Uint8Array;
}

/** Longest header that is read; the format's own limit is 100 MB, ours is far above what any model of ours needs. */
const headerLimit = 10_000_000;

const entry = z.object({
  dtype: z.string(),
  shape: z.array(z.number().int().min(0)).max(8),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
});

function refuse(reason: string): never {
  throw new Failure('model-file', `model.safetensors: ${reason}.`);
}

/** A name from the file, short enough for a sentence. */
const quote = (name: string): string => JSON.stringify(name.slice(0, 100));

/**
 * Reads a safetensors file (https://github.com/huggingface/safetensors, "Format"): 8 bytes of header length (little-endian), a JSON
 * header, then the data. As the format demands, the tensors must tile the data exactly: no hole, no overlap, nothing missing at the
 * end. Throws `model-file`, naming what is wrong; never reads outside of the file.
 */
export function parseSafetensors(file: Uint8Array): Map<string, StoredTensor> {
  if (file.byteLength < 8) refuse(`only ${file.byteLength} bytes`);
  const length = Number(new DataView(file.buffer, file.byteOffset, 8).getBigUint64(0, true));
  if (length > headerLimit) refuse(`a header of ${length} bytes is more than is allowed (${headerLimit})`);
  if (8 + length > file.byteLength) refuse(`the header claims ${length} bytes, the file has ${file.byteLength - 8}`);
  const header = readHeader(file.subarray(8, 8 + length));
  const data = file.subarray(8 + length);

  const tensors = new Map<string, StoredTensor>();
  const spans: { name: string; begin: number; end: number }[] = [];
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype, shape, begin, end } = readEntry(name, value);
    if (end > data.byteLength) refuse(`tensor ${quote(name)} ends at ${end}, the data has ${data.byteLength} bytes`);
    spans.push({ name, begin, end });
    tensors.set(name, { dtype, shape, bytes: data.subarray(begin, end) });
  }

  spans.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let covered = 0;
  for (const { name, begin, end } of spans) {
    if (begin < covered) refuse(`tensor ${quote(name)} overlaps another`);
    if (begin > covered) refuse(`a hole of ${begin - covered} bytes before tensor ${quote(name)}`);
    covered = end;
  }
  if (covered < data.byteLength) refuse(`${data.byteLength - covered} bytes at its end belong to no tensor`);
  return tensors;
}

/** The values of a tensor, copied. */
export const readTensor = (tensor: StoredTensor): Float32Array => toFloat32(tensor.dtype, tensor.bytes);

function readHeader(bytes: Uint8Array): Record<string, unknown> {
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    header = JSON.parse(text);
  } catch (cause) {
    throw new Failure('model-file', 'model.safetensors: the header is not JSON.', { cause });
  }
  if (header === null || typeof header !== 'object' || Array.isArray(header)) refuse('the header is not an object');
  const names = topLevelNames(text);
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) refuse(`tensor ${quote(name)} appears twice`);
    seen.add(name);
  }
  return header as Record<string, unknown>;
}

function readEntry(name: string, value: unknown) {
  const parsed = entry.safeParse(value);
  if (!parsed.success) refuse(`tensor ${quote(name)} has no valid dtype, shape and data_offsets`);
  const { dtype, shape, data_offsets } = parsed.data;
  const [begin, end] = data_offsets;
  if (!Object.hasOwn(widths, dtype)) refuse(`tensor ${quote(name)} has dtype ${quote(dtype)}, not F32, F16 or BF16`);
  const width = widths[dtype as StoredType];
  const needed = shape.reduce((product, size) => product * size, width);
  if (end < begin) refuse(`tensor ${quote(name)} ends before it begins`);
  if (end - begin !== needed)
    refuse(`tensor ${quote(name)} of shape [${shape}] needs ${needed} bytes and has ${end - begin}`);
  return { dtype: dtype as StoredType, shape, begin, end };
}

/** Keys of the outermost object of valid JSON, in order, repeats included: `JSON.parse` keeps only the last of a repeated key. */
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
