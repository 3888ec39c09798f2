import type { RunHeader } from '@/lib/experiment/run';
import type { ReadyMade } from '../ready-made/fetch';

/** One experiment of a running order: a ready-made one, or a run that this browser has stored. */
export interface OrderItem {
  /** The file of the one, the id of the other: what a link names. */
  name: string;
  kind: 'ready-made' | 'stored';
  /** Id of its panel. */
  panel: string;
  title: string;
  /** Milliseconds since 1970, of a stored run: several may have the same title. */
  createdAt?: number;
}

export interface RunningOrder {
  items: readonly OrderItem[];
  /** Names that belong to nothing here, cut to a length that a notice can hold. */
  unknown: readonly string[];
}

/** More than an hour holds. */
export const mostItems = 50;

type StoredRun = Pick<RunHeader, 'id' | 'panel' | 'title' | 'createdAt'>;

const isId = (name: string): boolean => /^[0-9a-f]{32}$/.test(name);

/** The names of a link's running order (`a.json,b.jsonl.gz`), which may be anything. */
export const namesOf = (text: string): string[] =>
  text
    .split(',')
    .filter(name => name !== '')
    .slice(0, mostItems);

/** Whether a running order asks for runs of this browser. */
export const asksForStored = (text: string): boolean => namesOf(text).some(isId);

/** All that a running order may name here. */
export const itemsOf = (readyMade: readonly ReadyMade[], stored: readonly StoredRun[]): OrderItem[] => [
  ...readyMade.map(({ file, panel, title }) => ({ name: file, kind: 'ready-made' as const, panel, title })),
  ...stored.map(({ id, panel, title, createdAt }) => ({ name: id, kind: 'stored' as const, panel, title, createdAt })),
];

/** A running order against what there is. Without names, it is the ready-made experiments of the panel. */
export function readOrder(
  text: string,
  panel: string,
  readyMade: readonly ReadyMade[],
  stored: readonly StoredRun[],
): RunningOrder {
  const known = itemsOf(readyMade, stored);
  const names = namesOf(text);
  if (names.length === 0) {
    return { items: known.filter(item => item.kind === 'ready-made' && item.panel === panel), unknown: [] };
  }
  const found = names.map(name => known.find(item => item.name === name) ?? name.slice(0, 60));
  return {
    items: found.filter(item => typeof item !== 'string'),
    unknown: found.filter(item => typeof item === 'string'),
  };
}

/** The experiment before (`by` -1) or after (1) the current one; from outside of the order, its first. Undefined at its ends. */
export function neighbour({ items }: RunningOrder, current: string | null, by: 1 | -1): OrderItem | undefined {
  const at = items.findIndex(({ name }) => name === current);
  return at < 0 ? items[0] : items[at + by];
}

/** A running order as the address names it: what `readOrder` reads. */
export const textOf = (items: readonly OrderItem[]): string => items.map(({ name }) => name).join(',');

const queryOf = (text: string): string => `stage=${namesOf(text).map(encodeURIComponent).join(',')}`;

/** The page that shows an experiment in stage mode, with the running order that it belongs to. */
export const hrefOf = ({ panel, kind, name }: OrderItem, text: string): string =>
  `/${panel}/?${kind === 'ready-made' ? 'run' : 'stored'}=${name}&${queryOf(text)}`;

/** The page that begins a running order: the one of its first experiment. It opens the first that the browser has. */
export const hrefOfOrder = ({ panel }: OrderItem, text: string): string => `/${panel}/?${queryOf(text)}`;
