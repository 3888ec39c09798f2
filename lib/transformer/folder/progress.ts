import type { OnBytes } from '../sources/source';

/** Adds up the bytes of a folder's files. */
export class FolderProgress {
  private readonly files = new Map<string, { loaded: number; total: number | null }>();
  private remaining: number | null = null;

  /** @param report gets a total of null until {@link setRemaining} was called and every open file's size is known */
  constructor(private readonly report: OnBytes) {}

  /** Of the files that have not been opened yet, `bytes` are still to come: from now on there is a total. */
  setRemaining(bytes: number | null): void {
    this.remaining = bytes;
  }

  /** Counts one file. */
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
