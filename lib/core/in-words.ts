/** `1 problem`, `20 problems`, `1,200 calls`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** `3`, `3 and 5`, `3, 4 and 5`; nothing for no items. */
export const listed = (items: readonly (number | string)[]): string =>
  [items.slice(0, -1).join(', '), ...items.slice(-1)].filter(part => part !== '').join(' and ');
