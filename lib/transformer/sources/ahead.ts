import type { FileSource, OpenFile } from './source';

/** A source whose first files are open already. */
export interface OpenedAhead extends Pick<FileSource, 'open'> {
  /** Ends the downloads of the files that nobody has opened. */
  end(): void;
}

/**
 * Opens several files at once, so that a slow line is waited for once and not once for each file. Each is handed out to the first who opens
 * it, with the failure that it may have met; all others are opened by the source.
 */
export function openAhead(source: FileSource, names: readonly string[], signal: AbortSignal): OpenedAhead {
  const opened = new Map(names.map(name => [name, source.open(name, signal)]));
  // A failure of a file that nobody opens is nobody's.
  for (const file of opened.values()) file.catch(() => {});
  const take = (name: string): Promise<OpenFile | null> | undefined => {
    const file = opened.get(name);
    opened.delete(name);
    return file;
  };
  return {
    open: (name, opening) => take(name) ?? source.open(name, opening),
    end() {
      for (const name of [...opened.keys()])
        void take(name)?.then(
          file => file?.close(),
          () => {},
        );
    },
  };
}
