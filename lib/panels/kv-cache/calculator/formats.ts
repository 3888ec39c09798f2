import type { Role, Vectors } from './layer';

/** How the elements of a vector are stored: `bits` for each, and `extra` bytes (scales, zero points, norms) for each group of elements. */
interface Coding {
  bits: number;
  /** Elements of a group; Infinity: the whole vector. Groups are stored whole. */
  group: number;
  extra: number;
}

/** A number format of the cache. */
export interface NumberFormat {
  id: string;
  title: string;
  /** What stands beside the elements, and who has it. */
  sentence: string;
  coding(role: Role): Coding;
}

const plain = (bits: number): Coding => ({ bits, group: 1, extra: 0 });
const same = (coding: Coding) => () => coding;

/** Keys by one coding, values by another. A vector that is both is stored as a key. */
const apart = (keys: Coding, values: Coding) => (role: Role) => (role === 'value' ? values : keys);

const perVector = (bits: number, extra: number): Coding => ({ bits, group: Infinity, extra });

const eightBitBlocks: Coding = { bits: 8, group: 128, extra: 4 };

/** All formats, the plain ones first. The layouts are those of the programs that the sentences name. */
export const formats: readonly NumberFormat[] = [
  { id: 'f32', title: '32 bits (f32)', sentence: 'Four bytes an element.', coding: same(plain(32)) },
  {
    id: 'bf16',
    title: '16 bits (bf16, f16)',
    sentence: 'Two bytes an element, the usual format.',
    coding: same(plain(16)),
  },
  {
    id: 'fp8',
    title: '8 bits (fp8)',
    sentence: 'One byte an element; scales belong to the tensor and take no room (vLLM, TensorRT-LLM).',
    coding: same(plain(8)),
  },
  {
    id: 'fp8-blocks',
    title: '8 bits, scaled blocks (fp8 of DeepSeek)',
    sentence: 'One byte an element and a 32-bit scale for 128; the rotated part of latent attention stays in 16 bits.',
    coding: role => (role === 'rotary' ? plain(16) : eightBitBlocks),
  },
  {
    id: 'int8',
    title: '8 bits a token and head (int8)',
    sentence: 'One byte an element and a 32-bit scale for each vector.',
    coding: same(perVector(8, 4)),
  },
  {
    id: 'q8_0',
    title: '8 bits, blocks of 32 (q8_0)',
    sentence: 'A 16-bit scale for 32 elements (llama.cpp).',
    coding: same({ bits: 8, group: 32, extra: 2 }),
  },
  {
    id: 'k8v4',
    title: 'Keys 8 bits, values 4 bits (k8v4)',
    sentence: 'Keys in fp8; values with a 16-bit scale and zero point for each vector (TurboQuant in vLLM).',
    coding: apart(plain(8), perVector(4, 4)),
  },
  {
    id: 'q4_0',
    title: '4 bits, blocks of 32 (q4_0)',
    sentence: 'A 16-bit scale for 32 elements (llama.cpp).',
    coding: same({ bits: 4, group: 32, extra: 2 }),
  },
  {
    id: 'nvfp4',
    title: '4 bits, blocks of 16 (nvfp4)',
    sentence: 'An 8-bit scale for 16 elements (NVIDIA).',
    coding: same({ bits: 4, group: 16, extra: 1 }),
  },
  {
    id: 'tq4',
    title: '4 bits, rotated (tq4)',
    sentence: 'A 16-bit norm for each key; a 16-bit scale and zero point for each value (TurboQuant in vLLM).',
    coding: apart(perVector(4, 2), perVector(4, 4)),
  },
  {
    id: 'k3v4',
    title: 'Keys 3 bits, values 4 bits (k3v4)',
    sentence: 'As tq4, with keys of 3 bits (TurboQuant in vLLM).',
    coding: apart(perVector(3, 2), perVector(4, 4)),
  },
  {
    id: 'tq3',
    title: '3 bits, rotated (tq3)',
    sentence: 'As tq4, with 3 bits for both (TurboQuant in vLLM).',
    coding: apart(perVector(3, 2), perVector(3, 4)),
  },
];

/** 16 bits: what a cache has where nobody chose. */
export const plainFormat = formatOf('bf16');

/** The format of an id. @throws RangeError for an id of none */
export function formatOf(id: string): NumberFormat {
  const found = formats.find(format => format.id === id);
  if (!found) throw new RangeError(`There is no cache format ${id}.`);
  return found;
}

/** Bytes of one vector of `size` elements. */
function vectorBytes({ bits, group, extra }: Coding, size: number): number {
  const length = Math.min(group, size);
  const groups = Math.ceil(size / length);
  const padded = group === Infinity ? size : groups * group;
  return Math.ceil((padded * bits) / 8) + groups * extra;
}

/** Bytes of one entry. `index` is the format of the vectors of an indexer. */
export const entryBytes = (entry: readonly Vectors[], format: NumberFormat, index: NumberFormat): number =>
  entry.reduce(
    (bytes, { role, count, size }) =>
      bytes + count * vectorBytes((role === 'index' ? index : format).coding(role), size),
    0,
  );
