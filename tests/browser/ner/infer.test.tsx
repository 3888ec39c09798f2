import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { addedStore, createAddedStore } from '@/components/ner/infer/added-store';
import { InferMini } from '@/components/ner/infer/mini';
import { InferStage } from '@/components/ner/infer/stage';
import { Headline } from '@/components/ner/loop/headline-line';
import { useLoop } from '@/components/ner/loop/use-loop';
import type { RunView } from '@/components/workbench/state';
import { failures } from '@/lib/core/failure';
import { keptPredictions } from '@/lib/panels/ner/predictions/stored';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { nerPage, nerView } from '../../support/ner-page';
import { act, emulate, overflow, render, until } from '../../support/render';

const ownPredictions = keptPredictions(() => true);

const settings = {
  retrievals: ['nearest'],
  demonstrations: 6,
  rounds: 2,
  selection: { 'sample-threshold': { threshold: 5 } },
};

function Stage({ run }: { run: RunView<NerSettings> }) {
  const { loop } = useLoop(run);
  return (
    <>
      <p id="labels">{loop.labels.join(' ')}</p>
      <p id="headline">
        <Headline run={run} loop={loop} />
      </p>
      <p id="mini">
        <InferMini run={run} loop={loop} />
      </p>
      <InferStage run={run} loop={loop} />
    </>
  );
}

async function drawn(change: Partial<RunView<NerSettings>> = {}) {
  const page = nerPage();
  const run = { ...(await nerView({ settings })), ...change };
  // A call is opened only of a run that is on the page.
  page.store.setState({ run });
  const frame = await render(page.around(<Stage run={run} />));
  return { ...page, run, frame };
}

const press = (keys: string) => act(() => userEvent.keyboard(keys));
const tab = (frame: HTMLElement, name: string) =>
  [...frame.querySelectorAll<HTMLElement>('[role=tab]')].find(({ textContent }) => textContent === name);

async function open(frame: HTMLElement, name: string) {
  await act(async () => {
    tab(frame, name)?.focus();
  });
  await until(() => tab(frame, name)?.dataset['state'] === 'active');
}

const rowsOf = (frame: HTMLElement, caption: string) =>
  [...frame.querySelectorAll('table')]
    .filter(table => table.caption?.textContent === caption)
    .flatMap(table => [...table.tBodies[0]!.rows].map(row => [...row.cells].map(({ textContent }) => textContent)));

describe('the stage of inference', () => {
  it('has the labels in the order of the prompts, whichever occurs first', async () => {
    const { frame } = await drawn();
    expect(frame.querySelector('#labels')?.textContent).toBe('Person Ship');
  });

  it('is walked by the keyboard: its views are tabs', async () => {
    const { frame } = await drawn();
    await open(frame, 'Results');
    for (const name of ['Sentences', 'Errors', 'Cost']) {
      await press('{ArrowRight}');
      expect(document.activeElement?.textContent).toBe(name);
      expect(tab(frame, name)?.getAttribute('aria-selected')).toBe('true');
    }
    await press('{ArrowRight}');
    expect(document.activeElement?.textContent).toBe('Results');
  });

  it('has a row for each condition, with an interval and a corrected p when they are computed', async () => {
    const { frame } = await drawn();
    await open(frame, 'Results');
    expect(rowsOf(frame, 'Results').map(([name]) => name)).toEqual([
      'No demonstrations',
      'Sample threshold, nearest',
      'Gold demonstrations, nearest',
    ]);
    await until(() => !frame.querySelector('table')?.textContent.includes('\u2026'));
    const [, self] = rowsOf(frame, 'Results');
    expect(self?.[1]).toBe('4');
    expect(self?.[6]).toBe('100.0100.0 to 100.0');
    expect(self?.[7]).toMatch(/^\+[\d.]+.*n = 4$/);
    expect(self?.[8]).toMatch(/^[\d.]+$/);
    // The findings of the paper stand beside those of the run.
    await until(() => rowsOf(frame, 'What the paper found, and this run').length === 3);
    expect(rowsOf(frame, 'What the paper found, and this run').map(([, here]) => here)).toEqual([
      expect.stringMatching(/^Not shown: F1 goes from/),
      expect.stringMatching(/^Of the entities that its 2 rounds added/),
      expect.stringMatching(/gold demonstrations reach F1/),
    ]);
    // Each chart has a table of the same numbers.
    expect(rowsOf(frame, 'F1 with 95 % intervals, in F1')[1]?.slice(0, 3)).toEqual([
      'Sample threshold, nearest',
      '100.0',
      '100.0 to 100.0',
    ]);
    expect(rowsOf(frame, 'Difference in F1 from no demonstrations, in points')).toHaveLength(2);
    await until(() => rowsOf(frame, 'F1 by label, in F1').length > 0);
    expect(rowsOf(frame, 'F1 by label, in F1')).toHaveLength(6);
    expect(rowsOf(frame, 'What each round added to the pools')).toHaveLength(2);
  });

  it('compares with another condition, and says what a metric forgives', async () => {
    const { frame } = await drawn();
    await open(frame, 'Results');
    const [metric, against] = [...frame.querySelectorAll('select')];
    await act(() => userEvent.selectOptions(against!, 'Gold demonstrations, nearest'));
    await until(() => frame.textContent.includes('Difference in F1 from gold demonstrations, nearest'));
    await act(() => userEvent.selectOptions(against!, 'No demonstrations'));
    expect(frame.textContent).toContain('Forgives where a mention stands');
    await act(() => userEvent.selectOptions(metric!, 'Exact spans'));
    expect(frame.textContent).toContain('Forgives a wrong label');
    await until(() => rowsOf(frame, 'F1 with 95 % intervals, in F1').length > 0);
    expect(frame.textContent).not.toContain('F1 by label');
    // A model gives no tags.
    expect([...metric!.options].filter(({ disabled }) => disabled).map(({ textContent }) => textContent)).toEqual([
      'Tags, strict (needs tags)',
      'Tags, lenient (conlleval) (needs tags)',
    ]);
    await act(() => userEvent.selectOptions(metric!, 'Mentions as a set'));
  });

  it('says n and chance in its headline, and shows no p while the run goes on', async () => {
    const { frame } = await drawn();
    expect(frame.querySelector('#headline')?.textContent).toMatch(/raise F1 from [\d.]+ to 100\.0 .*n = 4.*chance \(p/);
    expect(frame.querySelector('#mini')?.textContent).toContain('100.0: Sample threshold, nearest');
    const going = await drawn({ status: 'running' });
    await open(going.frame, 'Results');
    expect(going.frame.querySelector('#headline')?.textContent).not.toContain('F1');
    expect(going.frame.textContent).toContain('there is no p');
    expect(rowsOf(going.frame, 'Results').map(row => row.at(-1))).toEqual(['', '\u2026', '\u2026']);
  });

  it('shows every sentence, right and wrong in words, and what changed; it opens with its prompt', async () => {
    const { frame, store } = await drawn();
    await open(frame, 'Sentences');
    const items = () => [...frame.querySelectorAll('ol > li')];
    expect(items()).toHaveLength(4);
    expect(items()[0]?.textContent).toContain('right');
    const better = [...frame.querySelectorAll<HTMLElement>('[role=radio]')].find(one =>
      one.textContent.startsWith('Better'),
    );
    const count = Number(better?.textContent.replace(/\D/g, ''));
    expect(count).toBeGreaterThan(0);
    await act(async () => better?.click());
    expect(items()).toHaveLength(count);
    expect(items()[0]?.textContent).toContain('Ship in place of Person: better');
    await act(async () => items()[0]?.querySelector<HTMLElement>('[aria-label^="Open the prompt"]')?.click());
    expect(store.getState().selected).toMatch(/^t\d \/ self sample-threshold nearest \/ answer$/);
    await act(async () => items()[0]?.querySelector<HTMLElement>('[aria-label^="Open the sentence"]')?.click());
    expect(store.getState().unit).toMatch(/^t\d$/);
    await act(async () =>
      [...frame.querySelectorAll<HTMLElement>('[role=radio]')].find(one => one.textContent.startsWith('All'))?.click(),
    );
  });

  it('counts errors by kind, and lists those of one cell', async () => {
    const { frame } = await drawn();
    await open(frame, 'Errors');
    const cell = frame.querySelector<HTMLElement>('tbody button')!;
    expect(cell.getAttribute('aria-label')).toMatch(/^\d+ wrong label, No demonstrations$/);
    await act(async () => cell.click());
    expect(cell.getAttribute('aria-pressed')).toBe('true');
    expect(frame.querySelectorAll('ol > li')).toHaveLength(Number(cell.textContent));
    expect(frame.querySelector('ol > li')?.textContent).toMatch(/Predicted .+ \(\w+\); gold: .+ \(\w+\)/);
  });

  it('keeps a ledger of calls, and of money where prices are given', async () => {
    const { frame } = await drawn();
    await open(frame, 'Cost');
    const rows = rowsOf(frame, 'Cost by stage');
    expect(rows[0]?.[0]).toBe('Annotate the unlabelled sentences');
    expect(rows.map(row => row[1]).slice(1)).toEqual(['4', '4', '4']);
    expect(rows[2]?.[5]).toMatch(/^\+[\d.]+$/);
    expect(frame.querySelector('table')?.textContent).not.toContain('Money');
    for (const input of frame.querySelectorAll<HTMLInputElement>('fieldset input'))
      await act(() => userEvent.fill(input, '3'));
    expect(frame.querySelector('table')?.textContent).toContain('Money');
    for (const input of frame.querySelectorAll<HTMLInputElement>('fieldset input'))
      await act(() => userEvent.clear(input));
  });

  it.each(['Sentences', 'Errors'])('returns from a sentence to its row: %s', async name => {
    const { frame, store, around, run } = await drawn();
    await open(frame, name);
    const search = frame.querySelector<HTMLInputElement>('input[placeholder="words of a sentence"]');
    if (search) await act(() => userEvent.fill(search, 'were late'));
    const row = [...frame.querySelectorAll<HTMLElement>('[data-unit]')].at(-1)!;
    const { unit } = row.dataset;
    await act(() => userEvent.click(row));
    expect(store.getState().unit).toBe(unit);
    await render(around(<p>The sentence</p>));
    await render(around(<Stage run={run} />));
    expect((document.activeElement as HTMLElement).dataset['unit']).toBe(unit);
    if (search) expect(document.querySelectorAll('[data-unit]')).toHaveLength(1);
  });

  it('leaves the focus to a reader who has moved it before the row is there', async () => {
    const { frame, around, run } = await drawn();
    await open(frame, 'Sentences');
    const search = () => document.querySelector<HTMLInputElement>('input[placeholder="words of a sentence"]')!;
    const row = frame.querySelector<HTMLElement>('[data-unit]')!;
    const { unit } = row.dataset;
    await act(() => userEvent.click(row));
    await render(around(<p>The sentence</p>));
    // Meanwhile the row has left its place, as it may while a run goes on.
    const units = new Map([...run.live.units].filter(([name]) => name !== unit));
    await render(around(<Stage run={{ ...run, live: { ...run.live, units } }} />));
    expect(document.querySelector(`[data-unit="${unit}"]`)).toBeNull();
    await act(() => userEvent.click(search()));
    await render(around(<Stage run={run} />));
    expect(document.querySelector(`[data-unit="${unit}"]`)).not.toBeNull();
    expect(document.activeElement).toBe(search());
  });

  it('adds the predictions of another system as a row, and takes them away', async () => {
    const { frame } = await drawn();
    await open(frame, 'Results');
    const input = frame.querySelector<HTMLInputElement>('[aria-label="Predictions to add"]')!;
    const line = { text: 'Aldona came back.', entities: [{ start: 0, end: 6, text: 'Aldona', label: 'ship' }] };
    const other = { text: 'Not in the test.', entities: [] };
    await act(() =>
      userEvent.upload(input, new File([[line, other].map(one => JSON.stringify(one)).join('\n')], 'gliner.jsonl')),
    );
    await until(() => rowsOf(frame, 'Results').length === 4);
    expect(rowsOf(frame, 'Results')[3]?.slice(0, 2)).toEqual(['gliner', '1']);
    expect(frame.textContent).toContain(
      '1 of 4 test sentences found by their text; 1 sentence of the file not in the test',
    );
    // Another page finds them.
    const { store } = await ownPredictions.open();
    await until(async () => (await store.list()).length === 1);
    const later = createAddedStore(ownPredictions);
    await later.getState().load('harbour');
    expect(later.getState().systems.get('harbour')).toMatchObject([{ title: 'gliner', corpus: 'harbour' }]);
    await act(async () => frame.querySelector<HTMLElement>('[aria-label="Remove gliner"]')?.click());
    await until(async () => (await store.list()).length === 0);
    expect(rowsOf(frame, 'Results')).toHaveLength(3);
    await act(() => userEvent.upload(input, new File(['nothing'], 'x.jsonl')));
    await until(() => frame.textContent.includes(failures['data-malformed'].sentence));
    expect(addedStore.getState().failure).toBeNull();
  });

  it.each(['Results', 'Sentences', 'Errors', 'Cost'])(
    'fits a phone, and breaks no rule of axe: %s',
    { timeout: 180_000 },
    async name => {
      await emulate({ width: 360, height: 740, reducedMotion: true });
      const { frame } = await drawn();
      await open(frame, name);
      if (name === 'Results') await until(() => rowsOf(frame, 'F1 by label, in F1').length > 0);
      expect(overflow()).toBe(0);
      const { violations } = await act(() => axe.run(frame));
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    },
  );
});
