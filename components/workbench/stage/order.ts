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
}

export interface RunningOrder {
  items: readonly OrderItem[];
  /** Names that belong to nothing here, cut to a length that a notice can hold. */
  unknown: readonly string[];
}

/** More than an hour holds. */
const mostItems = 50;

const isId = (name: string): boolean => /^[0-9a-f]{32}$/.test(name);

/** The names of a link's running order (`a.json,b.jsonl.gz`), which may be anything. */
export const namesOf = (text: string): string[] =>
  text
    .split(',')
    .filter(name => name !== '')
    .slice(0, mostItems);

/** Whether a running order asks for runs of this browser. */
export const asksForStored = (text: string): boolean => namesOf(text).some(isId);

/** A running order against what there is. Without names, it is the ready-made experiments of the panel. */
export function readOrder(
  text: string,
  panel: string,
  readyMade: readonly ReadyMade[],
  stored: readonly Pick<RunHeader, 'id' | 'panel' | 'title'>[],
): RunningOrder {
  const known: OrderItem[] = [
    ...readyMade.map(item => ({ name: item.file, kind: 'ready-made' as const, panel: item.panel, title: item.title })),
    ...stored.map(run => ({ name: run.id, kind: 'stored' as const, panel: run.panel, title: run.title })),
  ];
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

/** The page that shows an experiment in stage mode, with the running order that it belongs to. */
export const hrefOf = ({ panel, kind, name }: OrderItem, text: string): string =>
  `/${panel}/?${kind === 'ready-made' ? 'run' : 'stored'}=${name}&stage=${namesOf(text).map(encodeURIComponent).join(',')}`;
