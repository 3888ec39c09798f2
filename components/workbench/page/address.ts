/** What an address and its history entry say about the page. */
export interface Place {
  /** The link's fragment with its `#`; empty for the defaults, or for exactly what the ready-made experiment has. */
  hash: string;
  /** File of a ready-made experiment; beside a stored run, the one that the run repeats. */
  readyMade: string | null;
  /** Id of a stored run. Kept in the history entry, since it means nothing in another browser; a link of this site may name it. */
  run: string | null;
  /** Name of the unit that is shown in full. */
  unit: string | null;
}

/** The place of an address and its history entry. Both may come from anywhere. */
export function readPlace({ hash, search }: Pick<Location, 'hash' | 'search'>, historyState: unknown): Place {
  const entry = (historyState as { loupe?: unknown } | null)?.loupe as
    Partial<Record<'run' | 'unit', unknown>> | undefined;
  const params = new URLSearchParams(search);
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return {
    hash: hash.length > 1 ? hash : '',
    readyMade: text(params.get('run')),
    run: text(entry?.run) ?? text(params.get('stored')),
    unit: text(entry?.unit),
  };
}

/** The address of a place, relative to the page. */
export const addressOf = (pathname: string, { readyMade, hash }: Place): string =>
  `${pathname}${readyMade === null ? '' : `?run=${encodeURIComponent(readyMade)}`}${hash}`;
