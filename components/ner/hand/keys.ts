import type { KeyboardEvent } from 'react';

/** What a key does in the editor. */
export type Command =
  | { what: 'label'; place: number }
  | { what: 'move' | 'extend' | 'entity' | 'step'; by: 1 | -1 }
  | { what: 'accept' | 'reject' | 'undo' | 'open' | 'switch' | 'clear' };

const commands: Readonly<Record<string, Command>> = {
  ArrowRight: { what: 'move', by: 1 },
  ArrowLeft: { what: 'move', by: -1 },
  ArrowDown: { what: 'entity', by: 1 },
  ArrowUp: { what: 'entity', by: -1 },
  j: { what: 'step', by: 1 },
  k: { what: 'step', by: -1 },
  a: { what: 'accept' },
  x: { what: 'reject' },
  z: { what: 'undo' },
  n: { what: 'open' },
  c: { what: 'switch' },
  Escape: { what: 'clear' },
};

/** Labels that have a key: 1 to 9, then 0. */
export const labelKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

/** The command of a key; undefined for one that the page or the browser keeps. */
export function commandOf({
  key,
  shiftKey,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): Command | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const place = labelKeys.indexOf(key as (typeof labelKeys)[number]);
  if (place >= 0) return { what: 'label', place };
  const command = commands[key.length === 1 ? key.toLowerCase() : key];
  return command?.what === 'move' && shiftKey ? { ...command, what: 'extend' } : command;
}

/** The keys in the order of the help line. */
export const help: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['\u2190', '\u2192'], does: 'select a word' },
  { keys: ['Shift \u2190', 'Shift \u2192'], does: 'select more or less' },
  { keys: ['\u2191', '\u2193'], does: 'select an entity' },
  { keys: ['1', '\u2026', '0'], does: 'give it a label' },
  { keys: ['X'], does: 'reject it' },
  { keys: ['A'], does: 'accept the annotation and go on' },
  { keys: ['J', 'K'], does: 'next, previous sentence' },
  { keys: ['N'], does: 'next one without your annotation' },
  { keys: ['C'], does: 'words or characters' },
  { keys: ['Z'], does: 'undo' },
];
