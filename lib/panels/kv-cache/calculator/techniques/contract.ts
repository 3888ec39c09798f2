import type { GrowingStore } from '../layer';

/** A number that a technique is set by. */
export interface TechniqueField {
  label: string;
  suffix: string;
  default: number;
  min: number;
  max: number;
  step?: number;
}

/** The numbers of a technique, by the names of its fields. */
export type TechniqueSettings = Readonly<Record<string, number>>;

/** A way to keep fewer slots than there are tokens. Techniques combine: each gets the slots that the one before left. */
export interface Technique {
  id: string;
  title: string;
  /** Its name in charts. */
  short: string;
  sentence: string;
  source: string;
  fields: Readonly<Record<string, TechniqueField>>;
  /** Which stores it is made for. */
  suits(store: GrowingStore): boolean;
  /** Slots that stay of `slots`: never more, and never less for more of them. */
  keep(slots: number, settings: TechniqueSettings): number;
}

/** Whether a store has keys and values of its own for every KV head: what a technique that decides by head needs. */
export const hasHeads = ({ entry }: GrowingStore): boolean => entry.some(({ role }) => role === 'key');

/** Whether a store has an entry of its own for every token, so that tokens can be dropped from it. */
export const hasTokens = ({ stride }: GrowingStore): boolean => stride === 1;

/** How many times fewer slots than tokens there are at a length: a window makes it less than the ratio that is set. */
export const effectiveRatio = ({ keep }: Technique, tokens: number, settings: TechniqueSettings): number =>
  tokens / Math.max(1, keep(tokens, settings));
