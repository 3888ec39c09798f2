'use client';

import { type RefObject, useEffect, useRef } from 'react';
import type { RunView } from '@/components/workbench/state';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { useRemembered } from './remembered';

/**
 * Back from a sentence that was opened in a list, the focus returns to its button, which has its unit as `data-unit`. Of a long run, the list
 * may be drawn only later; a reader who has moved the focus meanwhile keeps it.
 *
 * @param name of the list
 */
export function useReturn<E extends HTMLElement>(
  run: Pick<RunView<NerSettings>, 'experiment'>,
  name: string,
): { list: RefObject<E | null>; onOpen: (unit: string) => void } {
  const [opened, setOpened] = useRemembered<string | null>(run, `${name} opened`, null);
  const list = useRef<E>(null);
  const isBack = useRef(opened !== null);
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    if (!isBack.current || opened === null) return;
    focused.current ??= document.activeElement;
    const isMoved = document.activeElement !== focused.current;
    const button = list.current?.querySelector<HTMLElement>(`[data-unit="${CSS.escape(opened)}"]`);
    if (!button && !isMoved) return;
    isBack.current = false;
    if (!isMoved) button?.focus();
    setOpened(null);
  });
  return { list, onOpen: setOpened };
}
