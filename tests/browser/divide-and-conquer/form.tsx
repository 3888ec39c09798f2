import { Advice } from '@/components/divide-and-conquer/form/advice';
import { controls } from '@/components/divide-and-conquer/form/controls';
import { WorkbenchContext } from '@/components/workbench/context';
import { ExperimentForm } from '@/components/workbench/form/experiment-form';
import type { PanelViews } from '@/components/workbench/views';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { type Change, panelStore } from '../../support/panel-store';
import { act, render } from '../../support/render';

/** The form of the panel over a store of its own, after changes by a person. */
export async function renderForm(...changes: Change[]) {
  const store = panelStore(...changes);
  const views = { panel, controls } as unknown as PanelViews;
  const frame = await render(
    <main style={{ width: 360 }}>
      <h1>Divide and conquer</h1>
      <WorkbenchContext value={{ store: store as never, views }}>
        <ExperimentForm />
        <Advice />
      </WorkbenchContext>
    </main>,
  );
  return { frame, store, settings: () => store.getState().experiment.settings };
}

export const dialog = () => document.querySelector<HTMLElement>('[role=dialog]');

/** The field with that label inside an element. */
export function field<T extends HTMLElement = HTMLInputElement>(within: HTMLElement, label: string): T {
  const found = [...within.querySelectorAll('label')].find(({ textContent }) => textContent === label);
  const control = found && document.getElementById(found.htmlFor);
  if (!control) throw new Error(`There is no field ${label}.`);
  return control as T;
}

/** The button or radio with that name inside an element; undefined where there is none. */
export const button = (within: HTMLElement, name: string | RegExp): HTMLButtonElement | undefined =>
  [...within.querySelectorAll('button')].find(({ ariaLabel, textContent }) => {
    const own = ariaLabel ?? textContent;
    return typeof name === 'string' ? own === name : name.test(own);
  });

/** The sentences that a control refers to: its hint and its error. */
export const described = (control: HTMLElement): string =>
  (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map(id => document.getElementById(id)?.textContent ?? '')
    .join(' ');

export const press = (element: HTMLElement | undefined) => {
  if (!element) throw new Error('There is nothing to press.');
  return act(async () => element.click());
};
