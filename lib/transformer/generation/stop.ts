/**
 * Ends a stream of text before a stop string, however the pieces cut it. The stop string that ends first counts (of two that end
 * together, the longer), so the result does not depend on the pieces. Text that may yet become a stop string is held back.
 */
export class StopFilter {
  private held = '';
  private readonly stops: string[];
  stopped = false;

  constructor(stops: readonly string[]) {
    this.stops = stops.filter(stop => stop !== '');
  }

  /** The text that is now known to belong to the answer. Nothing more comes once `stopped`. */
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

  /** The answer ended otherwise: what was held back belongs to it. */
  flush(): string {
    return this.stopped ? '' : this.release(this.held.length);
  }

  /** Length of the longest end of the held text with which some stop string begins. */
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
