import { ropeFrequencies, type RopeParameters, rotate } from '../rope';
import type { HeadToken, LearnedCompression, LearnedHead, SlotWrite } from './contract';
import { learnedMethod } from './registry';

/** Reads tokens into the KV heads of a model that has learned to compress, for any backend. */
export class LearnedReader {
  private readonly frequencies: Float64Array;
  private readonly clearsAll: boolean;
  private readonly clearsKeys: boolean;
  private readonly clearsAfter: boolean;

  constructor(learned: LearnedCompression, rope: RopeParameters) {
    const { borrows } = learnedMethod(learned);
    this.frequencies = ropeFrequencies(rope);
    this.clearsAll = borrows.queries === 'all';
    this.clearsKeys = borrows.keys;
    this.clearsAfter = borrows.afterRotation(learned.values);
  }

  /** Reads one token: rotates its queries in place, and returns what it writes, rotated. The borrowed channels are 0 in both. */
  read(head: LearnedHead, token: HeadToken): SlotWrite {
    const { over, key, value } = head.read(token);
    const rotated = key.slice();
    this.rotate(rotated, token.position, this.clearsKeys);
    token.queries.forEach((query, i) => this.rotate(query, token.position, this.clearsAll || i === 0));
    return { over, key: rotated, value };
  }

  /** A rotation mixes the last channel with the one that it is paired with. */
  private rotate(x: Float32Array, position: number, isBorrowed: boolean): void {
    if (isBorrowed) x[x.length - 1] = 0;
    rotate(x, position, this.frequencies);
    if (isBorrowed && this.clearsAfter) x[x.length - 1] = 0;
  }
}
