import { createStore } from 'zustand/vanilla';
import type { Prices } from '@/lib/evaluation/measure';

/** The prices that were entered in this page, by `refKey` of the model. No link, file or store has them. */
export const prices = createStore<Readonly<Record<string, Prices>>>()(() => ({}));

/** Null takes a price away. */
export function setPrice(model: string, price: Prices | null): void {
  const { [model]: _old, ...others } = prices.getState();
  prices.setState(price === null ? others : { ...others, [model]: price }, true);
}
