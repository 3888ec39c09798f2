import type { Shifted } from './prompts';

/** The terms of a merge prompt, read back from its formulas. */
export function readTerms(prompt: string): Shifted[] {
  const formulas = prompt.slice(prompt.indexOf('\n') + 1);
  return [...formulas.matchAll(/(\d+)(?: \* 10\^(\d+))?(?= \+|\n|$)/g)].map(([, value = '', shift = '0']) => ({
    value,
    shift: Number(shift),
  }));
}
