'use client';

import { useEffect, useRef } from 'react';

/** What one key does, or several that do the same. */
export interface Shortcut {
  /** Values of `KeyboardEvent.key`, letters in lower case; `Shift ArrowLeft` where Shift is held. */
  keys: readonly string[];
  /** As the list shows the keys, where that is not one by one: `1 … 9`. */
  shown?: string;
  /** In the list: `play or pause`. */
  does: string;
  run: (key: string) => void;
}

/** A part of the page that listens to keys. The list of shortcuts is drawn from what is registered, so it cannot differ from it. */
export interface Place {
  title: string;
  shortcuts: readonly Shortcut[];
  /** The element that must hold the focus; without it, the keys work on the whole page. */
  within?: () => HTMLElement | null;
}

/** In the order in which they came; the last one is asked first. */
const places = new Set<() => Place>();

/** The places that listen now and have something to do. */
export const listening = (): Place[] => [...places].map(read => read()).filter(place => place.shortcuts.length > 0);

/** Registers a place while the component is there. */
export function useShortcuts(place: Place): void {
  const latest = useRef(place);
  useEffect(() => {
    latest.current = place;
  });
  useEffect(() => {
    const read = () => latest.current;
    if (places.size === 0) document.addEventListener('keydown', onKey);
    places.add(read);
    return () => {
      places.delete(read);
      if (places.size === 0) document.removeEventListener('keydown', onKey);
    };
  }, []);
}

const storageKey = 'loupe.single-keys';

/** Whether keys of one character work on the whole page. Speech input types such keys by accident (WCAG 2.1.4). */
export function singleKeysWork(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

export function letSingleKeysWork(work: boolean): void {
  try {
    if (work) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, 'off');
  } catch {
    // Where nothing is stored, the keys work again on the next visit.
  }
}

const keyOf = ({ key, shiftKey }: KeyboardEvent): string =>
  key.length === 1 ? key.toLowerCase() : shiftKey ? `Shift ${key}` : key;

const isCharacter = (key: string): boolean => key.length === 1 && key !== ' ';

function onKey(event: KeyboardEvent): void {
  // A part that listens by itself, such as a tree or a dialog, has taken the key.
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const key = keyOf(event);
  const target = event.target instanceof Element ? event.target : document.body;
  if (isTyping(target)) return;
  const isFree = !isInDialog(target) && !ownsKey(target, key) && !(isCharacter(key) && !singleKeysWork());
  for (const { within, shortcuts } of listening().reverse()) {
    if (within ? !within()?.contains(target) : !isFree) continue;
    const found = shortcuts.find(({ keys }) => keys.includes(key));
    if (!found) continue;
    event.preventDefault();
    // Only a key that moves goes on while it is held: any other would turn a switch on and off, or close one thing after another.
    if (!event.repeat || moves.includes(key.replace('Shift ', ''))) found.run(key);
    return;
  }
}

const fields =
  'textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox], [role=combobox], [role=searchbox]';
const notTyped = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];

const isTyping = (target: Element): boolean =>
  target instanceof HTMLInputElement ? !notTyped.includes(target.type) : target.closest(fields) !== null;

const isInDialog = (target: Element): boolean => target.closest('[role=dialog], [role=alertdialog]') !== null;

const presses = [' ', 'Enter'];
const moves = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];

/** Keys that the element with the focus needs for itself. */
const owned: readonly [selector: string, keys: readonly string[]][] = [
  [
    'button, summary, input, [role=button], [role=tab], [role=radio], [role=checkbox], [role=switch], [role=treeitem]',
    presses,
  ],
  ['a[href]', ['Enter']],
  [
    'input, [role=radiogroup], [role=tablist], [role=tree], [role=slider], [role=listbox], [role=menu], [role=region][tabindex], pre[tabindex]',
    moves,
  ],
];

const ownsKey = (target: Element, key: string): boolean =>
  owned.some(([selector, keys]) => keys.includes(key) && target.closest(selector) !== null);
