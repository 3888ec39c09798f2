/**
 * Ends a stream of text before a stop string, wherever the pieces are cut. The stop string that ends first counts (of
 * two that end together, the longer), so the result does not depend on the cuts. Holds back text that could become a
 * stop string.
 */
export class StopFilter {
  private held = '';
  private readonly stops: string[];
  stopped = false;

  constructor(stops: readonly string[]) {
    this.stops = stops.filter(stop => stop !== '');
  }

  /** Adds a piece and returns the text that is now certain to belong to the answer. Returns '' once `stopped`. */
  push(piece: string): string {
    if (this.stopped) return '';
    this.held += piece;
    let [begin, end] = [Infinity, Infinity];
    for (const stop of this.stops) {
      const at = this.held.indexOf(stop);
      if (at < 0) continue;
      const over = at + stop.length;
      if (over < end || (over === end && at < begin)) [begin, end] = [at, over];
    }
    this.stopped = begin < Infinity;
    return this.release(this.stopped ? begin : this.held.length - this.partialStopLength());
  }

  /** Returns the text that is held back, at the end of an answer without a stop string. */
  flush(): string {
    return this.stopped ? '' : this.release(this.held.length);
  }

  /** Length of the longest suffix of the held text that is a prefix of a stop string. */
  private partialStopLength(): number {
    let longest = 0;
    for (const stop of this.stops)
      for (let size = Math.min(stop.length - 1, this.held.length); size > longest; size--)
        if (this.held.endsWith(stop.slice(0, size))) longest = size;
    return longest;
  }

  private release(length: number): string {
    const text = this.held.slice(0, length);
    this.held = this.held.slice(length);
    return text;
  }
}
