import { findPanelInfo } from '@/lib/panels/index';
import { mostItems, namesOf, type OrderItem } from './order';

/** A running order as a person composes it: each experiment is in it once. */
export type Composed = readonly OrderItem[];

const has = (items: Composed, name: string): boolean => items.some(item => item.name === name);

/** With one more at the end; unchanged where it is there already, and where the order is full. */
export const withItem = (items: Composed, item: OrderItem): Composed =>
  items.length >= mostItems || has(items, item.name) ? items : [...items, item];

export const withoutItem = (items: Composed, name: string): Composed => items.filter(item => item.name !== name);

/** With one of them a place earlier (`by` -1) or later (1); unchanged at the ends. */
export function withMoved(items: Composed, name: string, by: 1 | -1): Composed {
  const at = items.findIndex(item => item.name === name);
  const [item, other] = [items[at], items[at + by]];
  return item && other ? items.with(at, other).with(at + by, item) : items;
}

/** The experiments that a running order names, without what is not here. Empty without names, unlike `readOrder`. */
export function composedOf(text: string, known: Composed): Composed {
  const found = namesOf(text).flatMap(name => known.find(item => item.name === name) ?? []);
  return found.reduce(withItem, []);
}

export const panelTitle = (id: string): string => findPanelInfo(id)?.title ?? id;

const dateOf = (time: number): string =>
  new Date(time).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });

/** What the buttons call it: runs of this browser may have the same title. */
export const spokenName = ({ title, createdAt }: OrderItem): string =>
  createdAt === undefined ? title : `${title}, ${dateOf(createdAt)}`;

/** Its panel; of a run of this browser also when it was made. */
export const aboutItem = ({ panel, createdAt }: OrderItem): string =>
  createdAt === undefined ? panelTitle(panel) : `${panelTitle(panel)} · ${dateOf(createdAt)}`;
