import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Ending } from '@/components/divide-and-conquer/run-view/ending';
import { EndingLine } from '@/components/divide-and-conquer/run-view/ending-line';
import { FirstErrorLine } from '@/components/divide-and-conquer/run-view/first-error-line';
import { OnlyCall } from '@/components/divide-and-conquer/run-view/only-call';
import { ProblemHead } from '@/components/divide-and-conquer/run-view/problem-head';
import { ProblemView } from '@/components/divide-and-conquer/run-view/problem-view';
import { traceStrategy } from '@/components/divide-and-conquer/strategy-trace';
import { newRun } from '@/components/trace/live-run';
import { CallInspector } from '@/components/workbench/call-inspector';
import { presentProblem } from '@/lib/panels/divide-and-conquer/present';
import { listProblems } from '@/lib/panels/divide-and-conquer/units';
import { panelPage, recordedView } from '../../support/panel-page';
import { panelExperiment, type Settings } from '../../support/panel-run';
import { act, emulate, overflow, render, until } from '../../support/render';

async function problemOf(settings: Settings) {
  const experiment = panelExperiment(settings);
  const [unit] = await listProblems(experiment);
  if (!unit) throw new Error('There is no problem.');
  return presentProblem(unit.input, unit.name, experiment.settings);
}

/** Two numbers of forty digits: wider than a phone. */
const long = { a: '4821'.repeat(10), b: '9177'.repeat(10) };
const press = (keys: string) => act(() => userEvent.keyboard(keys));
const lineHeight = (element: Element) => parseFloat(getComputedStyle(element).lineHeight);

describe('the head of a problem', () => {
  it('shows its texts folded to a line each; the keyboard unfolds one', async () => {
    const { description } = await problemOf({ task: 'hallucination', item: 1 });
    const frame = await render(<ProblemHead problem={description} />);
    const folds = [...frame.querySelectorAll('details')];
    expect(folds.map(fold => fold.open)).toEqual(description.texts.map(() => false));
    for (const fold of folds) expect(fold.clientHeight).toBeLessThan(2.5 * lineHeight(fold));
    const region = () => folds[0]!.querySelector('[role=region]')!;
    expect(region().checkVisibility()).toBe(false);
    folds[0]!.querySelector('summary')!.focus();
    await press('{Enter}');
    expect(region().checkVisibility()).toBe(true);
    expect(region().textContent).toBe(description.texts[0]?.text);
    expect(document.getElementById(region().getAttribute('aria-labelledby')!)?.textContent).toBe(
      description.texts[0]?.title,
    );
  });

  it('marks the planted sentence where it is asked to, and no other text', async () => {
    const items = await Promise.all([1, 2, 3, 4, 5, 6].map(item => problemOf({ task: 'hallucination', item })));
    const planted = items.find(({ description }) => description.texts.some(({ marked }) => marked));
    const sentence = planted!.description.texts[1]?.marked?.sentence;
    const frame = await render(<ProblemHead problem={planted!.description} />);
    const text = frame.querySelectorAll('details')[1]!;
    await act(async () => (text.open = true));
    const marks = () => [...frame.querySelectorAll('mark')].map(({ textContent }) => textContent);
    const toggle = frame.querySelector<HTMLElement>('[role=switch]')!;
    expect(frame.querySelectorAll('[role=switch]')).toHaveLength(1);
    expect(marks()).toEqual([]);
    toggle.focus();
    await press(' ');
    expect(marks()).toEqual([sentence]);
    expect(text.querySelector('[role=region]')!.textContent).toBe(planted!.description.texts[1]?.text);
    await press(' ');
    expect(marks()).toEqual([]);
  });

  it('wraps numbers that are wider than a phone', async () => {
    await emulate({ width: 320 });
    const { description } = await problemOf(long);
    const frame = await render(<ProblemHead problem={description} />);
    const heading = frame.querySelector('h2')!;
    expect(overflow()).toBe(0);
    expect(heading.scrollWidth).toBeLessThanOrEqual(heading.clientWidth);
    expect(heading.clientHeight).toBeGreaterThan(1.5 * lineHeight(heading));
    expect(heading.textContent).toBe(`${long.a} × ${long.b}`);
  });
});

describe('the end of a strategy', () => {
  const draw = async (ending: Ending, settings: Settings = { a: '48', b: '91' }) => {
    const problem = await problemOf(settings);
    return render(<EndingLine ending={ending} problem={problem} />);
  };

  it.each([
    [{ state: 'waiting' }, 'waiting'],
    [{ state: 'running' }, 'running'],
    [{ state: 'stopped' }, 'stopped'],
    [{ state: 'unstarted' }, 'not started'],
    [{ state: 'answered', answer: '4368', isRight: true }, '4368correct'],
    [{ state: 'answered', answer: '4368', isRight: null }, '4368not checked'],
    [
      { state: 'failed', kind: 'timed-out', detail: 'After a minute.' },
      'not answered: The model did not answer in time. After a minute.',
    ],
    [
      { state: 'failed', kind: 'answer-unparsable', detail: 'It holds no number.' },
      'The model answered in a form that could not be read. It holds no number.',
    ],
  ] as [Ending, string][])('is told in words: %o', async (ending, words) => {
    expect((await draw(ending)).textContent).toContain(words);
  });

  it('marks the wrong digits of an answer, and says that it is wrong', async () => {
    const frame = await draw({ state: 'answered', answer: '4268', isRight: false });
    expect(frame.textContent).toBe('4268wrong');
    const marked = [...frame.querySelectorAll('span')].filter(
      span => span.children.length === 0 && getComputedStyle(span).textDecorationLine === 'underline',
    );
    expect(marked.map(({ textContent }) => textContent)).toEqual(['2']);
  });

  it('wraps an answer that is wider than a phone', async () => {
    await emulate({ width: 320 });
    const frame = await draw({ state: 'answered', answer: '9'.repeat(80), isRight: false }, long);
    expect(overflow()).toBe(0);
    expect(frame.clientHeight).toBeGreaterThan(30);
  });

  it('says a finding in words, and shows three lines of a text at most', async () => {
    const finding = await draw({ state: 'answered', answer: 'yes', isRight: true }, { task: 'hallucination' });
    expect(finding.textContent).toBe('contradictscorrect');
    await emulate({ width: 320 });
    const answer = 'The bakery sold 34 loaves on three different days. '.repeat(20);
    const frame = await draw({ state: 'answered', answer, isRight: null }, { task: 'own' });
    const text = [...frame.querySelectorAll('span')].find(({ textContent }) => textContent === answer)!;
    expect(text.clientHeight).toBeLessThanOrEqual(3 * lineHeight(text) + 1);
    expect(text.scrollHeight).toBeGreaterThan(text.clientHeight);
    expect(overflow()).toBe(0);
  });
});

describe('the line of the first error', () => {
  const error = { sentence: 'The error entered in the merge.', step: 'p / io / solve', isHarmless: false };

  it('opens its step by the keyboard', async () => {
    const opened: string[] = [];
    const frame = await render(<FirstErrorLine error={error} onOpen={step => opened.push(step)} />);
    frame.querySelector('button')!.focus();
    await press('{Enter}');
    expect(opened).toEqual(['p / io / solve']);
    expect(frame.textContent).toContain(error.sentence);
  });

  it('opens nothing where no step is named', async () => {
    const unnamed = await render(<FirstErrorLine error={{ ...error, step: null }} onOpen={() => undefined} />);
    expect(unnamed.querySelector('button')).toBeNull();
  });

  it('is loud where the answer is wrong, and quiet where it is right all the same', async () => {
    const border = async (isHarmless: boolean) =>
      getComputedStyle(
        (await render(<FirstErrorLine error={{ ...error, isHarmless }} onOpen={() => undefined} />)).querySelector(
          'button',
        )!,
      ).borderLeftColor;
    expect(await border(false)).not.toBe(await border(true));
  });

  it('shows two lines of a long sentence at most', async () => {
    await emulate({ width: 320 });
    const sentence = `The error entered in ${'the merge of 4821 × 9177, '.repeat(30)}.`;
    const frame = await render(<FirstErrorLine error={{ ...error, sentence }} onOpen={() => undefined} />);
    const text = [...frame.querySelectorAll('span')].find(({ textContent }) => textContent === sentence)!;
    expect(text.clientHeight).toBeLessThanOrEqual(2 * lineHeight(text) + 1);
    expect(overflow()).toBe(0);
  });
});

describe('the only call of a strategy', () => {
  it('shows the end of a long answer in one line, however wide it is', async () => {
    await emulate({ width: 320 });
    const answer = `${'I add and I carry.\n'.repeat(40)}Answer: 4368`;
    const run = await recordedView({ a: '48', b: '91', strategies: ['io'] }, () => answer);
    const [trace] = [...run.live.units.values()];
    const { around } = panelPage();
    const frame = await render(around(<OnlyCall traced={traceStrategy(trace!, 'io', run.experiment.settings)} />));
    const button = frame.querySelector('button')!;
    const text = button.querySelector('span')!;
    expect(text.textContent!.endsWith('Answer: 4368')).toBe(true);
    expect(text.textContent).not.toContain('\n');
    expect(text.getBoundingClientRect().right).toBeLessThanOrEqual(button.getBoundingClientRect().right);
    expect(text.getBoundingClientRect().left).toBeLessThan(button.getBoundingClientRect().left);
    expect(overflow()).toBe(0);
  });

  it('cannot be opened before it was sent', async () => {
    const experiment = panelExperiment({ strategies: ['io'] });
    const [trace] = [...newRun(await listProblems(experiment)).units.values()];
    const { around } = panelPage();
    const frame = await render(around(<OnlyCall traced={traceStrategy(trace!, 'io', experiment.settings)} />));
    expect(frame.querySelector('button')!.disabled).toBe(true);
  });
});

describe('a problem in full', () => {
  const settings = { a: '48', b: '91', strategies: ['io', 'divide-and-conquer'] };

  async function open(width = 1400) {
    const run = await recordedView(settings, prompt =>
      prompt.includes('8 * 9? Reply') ? '74' : prompt.startsWith('What is 48 * 91? Reply') ? '7' : undefined,
    );
    const [trace] = [...run.live.units.values()];
    const { store, around } = panelPage();
    store.setState({ run });
    await emulate({ width });
    const frame = await render(
      around(
        <>
          <ProblemView run={run} trace={trace!} />
          <CallInspector />
        </>,
      ),
    );
    const inspector = () => frame.querySelector('aside');
    return { frame, store, inspector };
  }

  it('has its only call opened and closed by the keyboard, and the focus comes back', async () => {
    const { frame, store, inspector } = await open();
    const call = frame.querySelector<HTMLElement>('[data-strategy=io] [data-step]')!;
    call.focus();
    await press('{Enter}');
    expect(store.getState().selected).toBe('48 × 91 / io / solve');
    expect(call.getAttribute('aria-pressed')).toBe('true');
    await until(() => inspector() !== null);
    expect(inspector()!.querySelector('h2')!.textContent).toBe('Direct answer (IO): answer to a part');
    expect(inspector()!.textContent).toContain('What is 48 * 91? Reply with the number only.');
    expect(document.activeElement).toBe(inspector()!.querySelector('h2'));
    await press('{Escape}');
    expect(inspector()).toBeNull();
    expect(document.activeElement).toBe(call);
  });

  it('opens the step at fault from the line that names it', async () => {
    const { frame, store, inspector } = await open();
    const line = [...frame.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('Open it'))!;
    expect(line.textContent).toContain('The error entered here: 8 × 9 (the model said 74, right is 72).');
    line.focus();
    await press('{Enter}');
    expect(store.getState().selected).toBe('48 × 91 / divide-and-conquer / low × high / solve');
    await until(() => inspector() !== null);
    expect(inspector()!.textContent).toContain('error entered here');
  });

  const cards = (frame: HTMLElement) =>
    [...frame.querySelectorAll<HTMLElement>('[data-strategy]')].map(({ dataset }) => dataset['strategy']);

  it('has the strategies of one call above the trees, and on a phone below them', async () => {
    const { frame } = await open();
    expect(cards(frame)).toEqual(['io', 'divide-and-conquer']);
    await emulate({ width: 360 });
    expect(cards(frame)).toEqual(['divide-and-conquer', 'io']);
    expect(overflow()).toBe(0);
  });

  it('says in one line what a single call took, also in a narrow card', async () => {
    const { frame } = await open(320);
    const line = frame.querySelector('[data-strategy=io] > p')!;
    expect(line.textContent).toMatch(/· 1 call · .*model time \d+ ms$/);
    expect(line.clientHeight).toBeLessThan(1.5 * lineHeight(line));
  });
});
