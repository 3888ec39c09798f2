import type { OnBytes } from '../sources/source';

/** Sums the bytes of a folder's files. */
export class FolderProgress {
  private readonly files = new Map<string, { loaded: number; total: number | null }>();
  private remaining: number | null = null;

  /**
   * @param report receives a total of null until {@link setRemaining} was called and the size of every open file is
   *   known
   */
  constructor(private readonly report: OnBytes) {}

  /** Sets the bytes of the files that have not been opened yet, which completes the total. */
  setRemaining(bytes: number | null): void {
    this.remaining = bytes;
  }

  /** Returns the counter of one file. */
  file(name: string): OnBytes {
    return (loaded, total, isLocal) => {
      this.files.set(name, { loaded, total });
      let [sum, all] = [0, this.remaining];
      for (const file of this.files.values()) {
        sum += file.loaded;
        all = all === null || file.total === null ? null : all + file.total;
      }
      this.report(sum, all === null ? null : Math.max(sum, all), isLocal);
    };
  }
}
