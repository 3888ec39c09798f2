/** What an address and its history entry say about the page. */
export interface Place {
  /** The link's fragment with its `#`; empty for the defaults, or for exactly what the ready-made experiment has. */
  hash: string;
  /** File of a ready-made experiment, or address of a run on another server; beside a stored run, the one that the run repeats. */
  readyMade: string | null;
  /** Id of a stored run. Kept in the history entry, since it means nothing in another browser; a link of this site may name it. */
  run: string | null;
  /** Name of the unit that is shown in full. */
  unit: string | null;
  /** The step of the tour that is open, from 0. In the address it counts from 1. */
  tour: number | null;
  /** The running order of stage mode, empty for the panel's own; null outside of stage mode. */
  stage: string | null;
  /** What the author of the link has locked: its members `lock` and `hide`, as a query; null where it has neither. */
  locks: string | null;
  /** Where the models of Hugging Face come from instead: an address, or a path of this server (`readMirror`). */
  mirror: string | null;
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
    tour: /^[1-9]$/.test(params.get('tour') ?? '') ? Number(params.get('tour')) - 1 : null,
    stage: params.get('stage'),
    locks: locksIn(params),
    mirror: text(params.get('models')),
  };
}

/** Read by `readLocks` where something is locked: few links lock anything. */
function locksIn(params: URLSearchParams): string | null {
  const found = ['lock', 'hide'].flatMap(name => (params.get(name) ? [[name, params.get(name) ?? '']] : []));
  return found.length > 0 ? new URLSearchParams(found).toString() : null;
}

/** The address of a place, relative to the page. */
export function addressOf(
  pathname: string,
  { readyMade, tour, stage, locks, mirror, hash }: Omit<Place, 'run' | 'unit'>,
): string {
  const params = new URLSearchParams({
    ...(readyMade !== null && { run: readyMade }),
    ...(tour !== null && { tour: String(tour + 1) }),
    ...(stage !== null && { stage }),
    ...Object.fromEntries(new URLSearchParams(locks ?? '')),
    ...(mirror !== null && { models: mirror }),
  });
  return `${pathname}${params.size === 0 ? '' : `?${params.toString().replaceAll('%2C', ',')}`}${hash}`;
}
