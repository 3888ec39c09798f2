import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import type { HeadToken, LearnedCompression, LearnedHead, LearnedMethod, SlotWrite } from './contract';
import { readFields } from './fields';

/**
 * Dynamic Memory Sparsification (Łańcucki et al., arXiv 2506.05345). A token may be marked to leave the cache. It leaves when it is more
 * than a window old, so that later tokens can take over what it says; the token that is read then fills its slot.
 *
 * Two kinds of files are known. In the authors' (Model-Optimizer, `experimental/dms`), a token marks the one before it. In those of
 * FastDMS, which have the shape of a stock Llama and a `dms_metadata.json`, a token marks itself, and the borrowed channel is cleared before
 * the rotation only.
 */
export const dms: LearnedMethod = {
  id: 'dms',
  title: 'DMS',
  readValues(config) {
    if (config.dms !== undefined) return { ...readFields('dms', shape, config.dms), marksBefore: 1 };
    return isStock(config) ? readStock(config) : null;
  },
  metadataFiles: config => (isStock(config) ? [metadataFile] : []),
  merges: false,
  borrows: { queries: 'first of group', keys: false, afterRotation: values => values.marksBefore === 1 },
  open: values => new DmsHead(values as Values),
};

const shape = z.object({
  /** Number of tokens that a marked token stays behind the newest. */
  window: z.int().check(z.minimum(0), z.maximum(16_777_216)),
  /** A token is marked where `scale` times the channel is above `offset`. */
  scale: z.number(),
  offset: z.number(),
});
type Values = z.infer<typeof shape> & {
  /** How many tokens before it a token marks: 1 the one before, 0 itself. */
  marksBefore: number;
};

/** The numbers under the names of the authors' `config.json`, with their defaults. */
const stockShape = z.object({
  dms_window_size: z.nullish(shape.shape.window),
  dms_alpha_scale: z.nullish(shape.shape.scale),
  dms_initial_alpha_offset: z.nullish(shape.shape.offset),
});
const packagedShape = z.object({
  window_size: z.nullish(shape.shape.window),
  alpha_scale: z.nullish(shape.shape.scale),
  alpha_offset: z.nullish(shape.shape.offset),
});

const metadataFile = 'dms_metadata.json';

/** Whether `config.json` asks for DMS in the names of the authors. */
const isStock = (config: Readonly<Record<string, unknown>>): boolean =>
  ['dms_window_size', 'dms_alpha_scale', 'dms_initial_alpha_offset'].some(field => (config[field] ?? null) !== null);

function readStock(config: Readonly<Record<string, unknown>>): LearnedCompression['values'] {
  const refused = Object.entries(variants).find(([field, known]) => !known.includes(config[field] ?? known[0]));
  if (refused)
    throw new Failure(
      'model-unsupported',
      `It asks for ${refused[0]}: ${JSON.stringify(config[refused[0]])?.slice(0, 80)}.`,
    );
  const own = readFields('', stockShape, config);
  const packaged = config[metadataFile];
  const theirs = packaged === undefined ? {} : readFields(metadataFile, packagedShape, packaged);
  return {
    window: theirs.window_size ?? own.dms_window_size ?? 512,
    scale: theirs.alpha_scale ?? own.dms_alpha_scale ?? 100,
    // Where nothing is ever evicted, no channel is high enough.
    offset: config.dms_disable_eviction ? Infinity : (theirs.alpha_offset ?? own.dms_initial_alpha_offset ?? 5),
    marksBefore: packaged === undefined ? 1 : 0,
  };
}

/** Fields of the authors' files that change what is computed, and the values that are implemented; the first is the default. */
const variants: Record<string, readonly unknown[]> = {
  dms_separate_alpha: [false],
  dms_alpha_per: ['head'],
  dms_disable_eviction: [false, true],
};

class DmsHead implements LearnedHead {
  /** Whether each of the last tokens is marked, the oldest first: those that have not left the window, and the newest. */
  private marks: boolean[] = [];

  constructor(private readonly values: Values) {}

  read({ position, queries, key, value }: HeadToken): SlotWrite {
    const { window, scale, offset, marksBefore } = this.values;
    const first = queries[0]!;
    this.marks.push(false);
    const marked = this.marks.length - 1 - marksBefore;
    if (marked >= 0 && scale * first[first.length - 1]! - offset > 0) this.marks[marked] = true;
    if (this.marks.length <= window + 1) return { over: null, key, value };
    const leaves = this.marks.shift()!;
    return { over: leaves ? position - window - 1 : null, key, value };
  }

  copy(): DmsHead {
    const copy = new DmsHead(this.values);
    copy.marks = [...this.marks];
    return copy;
  }
}
