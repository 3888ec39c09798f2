import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { useLoop } from '@/components/ner/loop/use-loop';
import { SelectMini } from '@/components/ner/select/mini';
import { SelectStage } from '@/components/ner/select/stage';
import type { RunView } from '@/components/workbench/state';
import type { UnitResult } from '@/lib/experiment/panel';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { press } from '../../support/draw-workbench';
import { nerPage, nerView } from '../../support/ner-page';
import { act, emulate, frames, overflow, render, until } from '../../support/render';

const settings = {
  selections: ['sample-threshold', 'entity-threshold', 'voting-only'],
  selection: { 'sample-threshold': { threshold: 4 }, 'entity-threshold': { threshold: 4 } },
  retrievals: ['nearest'],
  baselines: ['none'],
};

const withoutGold = ({ value, ...result }: UnitResult): UnitResult => {
  const sentence = (value as { sentence?: object } | undefined)?.sentence;
  return { ...result, value: { ...(value as object), ...(sentence && { sentence: { ...sentence, entities: null } }) } };
};

function Stage({ run }: { run: RunView<NerSettings> }) {
  return <SelectStage run={run} loop={useLoop(run).loop} />;
}
function Mini({ run }: { run: RunView<NerSettings> }) {
  return (
    <button type="button">
      <SelectMini run={run} loop={useLoop(run).loop} />
    </button>
  );
}

async function draw(run: RunView<NerSettings>) {
  const { store, around } = nerPage();
  const frame = await render(around(<Stage run={run} />));
  await until(() => frame.textContent?.includes('How far votes can be trusted') === true);
  await until(() => frame.textContent?.includes('stay, with') === true);
  const slider = frame.querySelector<HTMLInputElement>('input[type=range]')!;
  const thresholdOf = () => store.getState().experiment.settings.selection['sample-threshold']?.['threshold'];
  return { frame, slider, thresholdOf };
}

const keys = (text: string) => act(() => userEvent.keyboard(text));
/** Rows of the table with a caption, as texts. */
const rowsOf = (frame: HTMLElement, caption: string): string[][] => {
  const table = [...frame.querySelectorAll('table')].find(one => one.caption?.textContent === caption);
  if (!table) throw new Error(`There is no table ${caption}.`);
  return [...table.tBodies[0]!.rows].map(row => [...row.cells].map(cell => cell.textContent ?? ''));
};
const figureTitles = ['Mean votes of the sentences', 'What stays, by threshold', 'Wrong ones, by coverage'];

describe('the stage of selections', () => {
  it('moves the threshold by the keyboard, and changes nothing of the run', async () => {
    const run = await nerView({ settings });
    const { frame, slider, thresholdOf } = await draw(run);
    expect(slider.getAttribute('aria-label')).toBe('Sample threshold: threshold');
    expect(slider.value).toBe('4');
    act(() => slider.focus());
    await keys('{ArrowRight}');
    expect(slider.getAttribute('aria-valuetext')).toMatch(/^4.1 votes: \d of 6 sentences and \d+ entit(y|ies) stay$/);
    await keys('{Home}');
    expect(slider.getAttribute('aria-valuetext')).toMatch(/^0 votes: 6 of 6 sentences/);
    expect(frame.textContent).toContain('At 0, 6 of 6 sentences stay, with');
    await keys('{End}');
    expect(slider.value).toBe('5');
    // Those of which all answers agree, and of them only what a sentence tells.
    const unanimous = rowsOf(frame, 'Mean votes of the sentences').at(-1)!;
    expect(slider.getAttribute('aria-valuetext')).toContain(`5 votes: ${unanimous[1]} of 6 sentences`);
    expect(unanimous[1]).toBe(unanimous[2]);
    expect(run.experiment.settings.selection['sample-threshold']).toEqual({ threshold: 4 });
    expect(frame.textContent).toContain('this run: 4');
    await press('Back to that of the run');
    expect(slider.value).toBe('4');
    expect(thresholdOf()).toBe(4);
  });

  it('writes the threshold into the settings on request', async () => {
    const { frame, slider, thresholdOf } = await draw(await nerView({ settings }));
    act(() => slider.focus());
    await keys('{ArrowLeft}{ArrowLeft}');
    expect(thresholdOf()).toBe(4);
    await press('Use this threshold');
    expect(thresholdOf()).toBe(3.8);
    expect(frame.querySelector('[role=status]')?.textContent).toBe('The settings have 3.8.');
    expect(slider.value).toBe('3.8');
  });

  it('moves the threshold to where the plot is pressed, also at its height', async () => {
    const { slider } = await draw(await nerView({ settings }));
    const box = slider.getBoundingClientRect();
    expect(box.height).toBeGreaterThan(100);
    await act(() => userEvent.click(slider, { position: { x: box.width * 0.4, y: 30 } }));
    expect(Number(slider.value)).toBeCloseTo(2, 0);
    const line = slider.nextElementSibling!.getBoundingClientRect();
    const thumb = 20;
    const at = box.left + thumb / 2 + (Number(slider.value) / 5) * (box.width - thumb);
    expect(line.left + line.width / 2).toBeCloseTo(at, 0);
  });

  it('has a table behind each picture, with the same numbers', async () => {
    const { frame } = await draw(await nerView({ settings }));
    const histogram = rowsOf(frame, 'Mean votes of the sentences');
    expect(histogram).toHaveLength(21);
    const sum = (column: number) => histogram.reduce((total, row) => total + Number(row[column]), 0);
    expect(sum(1)).toBe(6);
    const stay = rowsOf(frame, 'What stays, by threshold');
    expect(stay.find(([threshold]) => threshold === '4')?.[4]).toBe(String(sum(2)));
    expect(stay[0]).toEqual(expect.arrayContaining(['0', '100\u202f%', '6']));
    expect(rowsOf(frame, 'Wrong ones, by coverage').at(-1)?.[1]).toBe('100\u202f%');
    for (const figure of frame.querySelectorAll('figure'))
      expect(figure.querySelector('[aria-hidden] :is(a, button, input)')).toBeNull();
    const titles = [...frame.querySelectorAll('figure h3')].map(({ textContent }) => textContent);
    expect(titles).toEqual([...figureTitles, 'Share right, by confidence']);
    for (const toggle of frame.querySelectorAll<HTMLElement>('[aria-label="Show as a table"]'))
      await act(() => userEvent.click(toggle));
    expect(frame.querySelectorAll('.sr-only table')).toHaveLength(0);
  });

  it('says what each selection kept here and in the recorded run', async () => {
    const { frame } = await draw(await nerView({ settings }));
    await until(() => frame.textContent?.includes('in the recorded run') === true);
    const rows = rowsOf(frame, 'What the selections kept, here and in the recorded run');
    expect(rows.map(([title]) => title)).toEqual([
      'The vote alone',
      'Sample threshold 4',
      'Entity threshold 4',
      'Vote only',
    ]);
    expect(rows[1]?.slice(-3)).toEqual(['296 of 500 (at 4)', '74\u202f%', '84.4\u202f%']);
    expect(rows[0]?.slice(1, 6)).toEqual(rows[3]?.slice(1, 6));
    expect(frame.textContent).toContain('Sample threshold: precision is');
  });

  it('draws what the selection that is chosen goes by', async () => {
    const { frame } = await draw(await nerView({ settings }));
    await press('Entity threshold');
    await until(() => frame.textContent?.includes('stay, with') === true);
    const slider = frame.querySelector<HTMLInputElement>('input[type=range]')!;
    expect(slider.step).toBe('1');
    expect(rowsOf(frame, 'Votes of the entities')).toHaveLength(6);
    await press('Vote only');
    expect(frame.querySelector('input[type=range]')).toBeNull();
    expect(frame.textContent).toContain('Vote only leaves nothing out by its score.');
    expect(rowsOf(frame, 'Votes of the entities')[0]).toHaveLength(2);
  });

  it('without gold counts what stays, and judges nothing', async () => {
    const { frame } = await draw(await nerView({ settings }, withoutGold));
    expect(frame.textContent).toContain('No sentence has gold, so nobody knows how many are right.');
    expect(frame.textContent).toContain('No annotated sentence has gold, so there is nothing to judge votes by.');
    expect(frame.textContent).toContain('6 sentences without gold left out.');
    expect([...frame.querySelectorAll('figure')]).toHaveLength(1);
  });

  it.each([
    { width: 360, textZoom: 100 },
    { width: 768, textZoom: 100 },
    { width: 360, textZoom: 200 },
  ])('fits a screen of $width pixels with text of $textZoom per cent', async looks => {
    await emulate(looks);
    const { frame } = await draw(await nerView({ settings }));
    await until(() => frame.querySelectorAll('.recharts-surface').length >= 3);
    await frames();
    expect(overflow()).toBe(0);
  });

  it('tells in forced colours what stays, and where the threshold is', async () => {
    await emulate({ forcedColors: true });
    const { frame, slider } = await draw(await nerView({ settings }));
    const probe = document.body.appendChild(document.createElement('i'));
    const system = (name: string) => {
      probe.style.color = name;
      return getComputedStyle(probe).color;
    };
    const kept = frame.querySelector('figure .bg-accent')!;
    expect(getComputedStyle(kept).backgroundColor).toBe(system('Highlight'));
    act(() => slider.focus());
    await keys('{End}');
    const left = frame.querySelector('figure .bg-line')!;
    expect(getComputedStyle(left).backgroundColor).not.toBe(system('Highlight'));
    expect(getComputedStyle(left).borderTopColor).toBe(system('CanvasText'));
    expect(getComputedStyle(slider.nextElementSibling!).borderLeftColor).toBe(system('CanvasText'));
    probe.remove();
  });

  it('shows where the focus is', async () => {
    const { slider } = await draw(await nerView({ settings }));
    const handle = slider.nextElementSibling!.firstElementChild!;
    expect(getComputedStyle(handle).outlineStyle).toBe('none');
    await keys('{Tab}');
    while (document.activeElement !== slider) await keys('{Tab}');
    expect(getComputedStyle(handle).outlineStyle).toBe('solid');
  });
});

describe('the miniature of selections', () => {
  it('has the histogram and how many sentences each selection keeps, and stands in a button', async () => {
    const { around } = nerPage();
    const run = await nerView({ settings });
    const frame = await render(around(<Mini run={run} />));
    expect(frame.querySelector('button :not(span)')).toBeNull();
    expect(frame.querySelectorAll('.bg-accent').length).toBeGreaterThan(0);
    expect(frame.textContent).toMatch(
      /Sample threshold: \d of 6 stayEntity threshold: 6 of 6 stayVote only: 6 of 6 stay/,
    );
  });
});
