import * as z from 'zod/mini';
import type { HeadToken, LearnedHead, LearnedMethod, SlotWrite } from './contract';
import { readFields } from './fields';

/**
 * Dynamic Memory Compression (Nawrot et al., arXiv 2403.09636). Each token opens a new slot, or joins the slot of the token before it,
 * which then holds the mean of its tokens by importance. Keys are averaged before rotation and rotated to the newest token.
 */
export const dmc: LearnedMethod = {
  id: 'dmc',
  title: 'DMC',
  readValues: ({ dmc: fields }) => (fields === undefined ? null : readFields('dmc', shape, fields)),
  merges: true,
  borrows: { queries: 'all', keys: true, afterRotation: () => true },
  open: values => new DmcHead(values as Values),
};

const shape = z.object({
  /** Number of tokens of a slot that count: the latest. 0 for all. */
  window: z.int().check(z.minimum(0), z.maximum(65_536)),
  /** How far the channel of a key must rise for its token to join, and how important a token is whose queries' channels are 0. */
  offset: z.number(),
});
type Values = z.infer<typeof shape>;

/** The epsilon of bfloat16, as in the authors' code: no importance is 0. */
const leastImportance = 0.0078125;

/** A token of the open slot: importance times key, importance times value, and importance. */
interface Member {
  key: Float32Array;
  value: Float32Array;
  importance: number;
}

class DmcHead implements LearnedHead {
  /** Position of the newest token of the open slot. */
  private newest: number | null = null;
  /** Sums over the tokens of the open slot that count, in double precision, because the oldest ones are subtracted again. */
  private key = new Float64Array();
  private value = new Float64Array();
  private importance = 0;
  /** The tokens that count, the oldest first; empty where all do. */
  private members: Member[] = [];

  constructor(private readonly values: Values) {}

  read({ position, queries, key, value }: HeadToken): SlotWrite {
    const { window, offset } = this.values;
    const last = key.length - 1;
    const joins = this.newest !== null && key[last]! - offset > 0;
    const importance = sigmoid(mean(queries.map(query => query[last]!)) + offset) + leastImportance;
    const over = joins ? this.newest : null;
    if (!joins) this.begin(key.length);
    const member: Member = { key: scaled(key, importance), value: scaled(value, importance), importance };
    // The borrowed channel is no content.
    member.key[last] = 0;
    this.add(member, 1);
    if (window > 0) {
      this.members.push(member);
      if (this.members.length > window) this.add(this.members.shift()!, -1);
    }
    this.newest = position;
    return {
      over,
      key: scaled(this.key, 1 / this.importance),
      value: scaled(this.value, 1 / this.importance),
    };
  }

  copy(): DmcHead {
    const copy = new DmcHead(this.values);
    copy.newest = this.newest;
    copy.key = this.key.slice();
    copy.value = this.value.slice();
    copy.importance = this.importance;
    copy.members = [...this.members];
    return copy;
  }

  private begin(size: number): void {
    this.key = new Float64Array(size);
    this.value = new Float64Array(size);
    this.importance = 0;
    this.members = [];
  }

  private add({ key, value, importance }: Member, sign: 1 | -1): void {
    for (let i = 0; i < key.length; i++) {
      this.key[i] = this.key[i]! + sign * key[i]!;
      this.value[i] = this.value[i]! + sign * value[i]!;
    }
    this.importance += sign * importance;
  }
}

/** A plain loop, because `map` and `from` take several times as long. */
function scaled(values: Float32Array | Float64Array, factor: number): Float32Array {
  const product = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) product[i] = factor * values[i]!;
  return product;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
