import type { ReactNode } from 'react';
import { userEvent } from 'vitest/browser';
import { WorkbenchContext } from '@/components/workbench/context';
import type { Engine } from '@/lib/engines/contract';
import { wordsViews } from './fixture-views';
import { act, render, until } from './render';
import { workbenchWith } from './workbench';

/** Draws a part of the workbench of the fixture panel, with a scripted engine behind it. */
export async function drawWorkbench(
  part: ReactNode,
  engine?: Engine,
  changes: Parameters<typeof workbenchWith>[1] = {},
) {
  const bench = workbenchWith(engine, { panel: wordsViews.panel, ...changes });
  const frame = await render(
    <WorkbenchContext value={{ store: bench.store, views: wordsViews }}>{part}</WorkbenchContext>,
  );
  return { ...bench, frame };
}

/** Elements of the page whose accessible name (an `aria-label`, else the text) is `name`. */
export const named = (tag: string, name: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>(tag)].find(
    ({ ariaLabel, textContent }) => (ariaLabel ?? textContent?.trim()) === name,
  );

export function button(name: string): HTMLButtonElement {
  const found = named('button', name);
  if (!(found instanceof HTMLButtonElement)) throw new Error(`There is no button ${name}.`);
  return found;
}

/** The control that a label belongs to. */
export function field(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll('label')].find(({ textContent }) => textContent?.trim() === label);
  const control = found?.control;
  if (!(control instanceof HTMLElement)) throw new Error(`There is no field ${label}.`);
  return control as HTMLInputElement;
}

export const press = (name: string) => act(() => userEvent.click(button(name)));
export const type = (label: string, text: string) => act(() => userEvent.fill(field(label), text));
export const keys = (text: string) => act(() => userEvent.keyboard(text));

/** The sentence that is announced beside a field. */
export const errorOf = (label: string): string => {
  const id = field(label).getAttribute('aria-describedby')?.split(' ').at(-1);
  return (id?.endsWith('-error') && document.getElementById(id)?.textContent) || '';
};

/** Waits until a text is on the page; scripts that come when they are asked for take a while. */
export const appears = (text: string) => until(() => document.body.textContent?.includes(text) === true);
export const appearsButton = (name: string) => until(() => named('button', name) !== undefined);
