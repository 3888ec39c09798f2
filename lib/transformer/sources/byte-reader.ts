/** Reads pieces of any length in blocks of the requested length. */
export class ByteReader {
  private readonly pieces: AsyncIterator<Uint8Array>;
  private rest: Uint8Array = new Uint8Array(0);
  /** Number of bytes read so far. */
  position = 0;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.pieces = pieces[Symbol.asyncIterator]();
  }

  /** Fills `into` and returns the number of bytes filled, which is less than its length only at the end. */
  async fill(into: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < into.byteLength && (await this.more())) {
      const taken = this.rest.subarray(0, into.byteLength - filled);
      into.set(taken, filled);
      filled += taken.byteLength;
      this.rest = this.rest.subarray(taken.byteLength);
    }
    this.position += filled;
    return filled;
  }

  /** Skips `count` bytes and returns how many there were. */
  async skip(count: number): Promise<number> {
    let skipped = 0;
    while (skipped < count && (await this.more())) {
      const taken = Math.min(count - skipped, this.rest.byteLength);
      skipped += taken;
      this.rest = this.rest.subarray(taken);
    }
    this.position += skipped;
    return skipped;
  }

  /** Ensures that `rest` has bytes; false at the end. */
  private async more(): Promise<boolean> {
    while (this.rest.byteLength === 0) {
      const { done, value } = await this.pieces.next();
      if (done) return false;
      this.rest = value;
    }
    return true;
  }
}
