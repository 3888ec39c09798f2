import { describe, expect, it } from 'vitest';
import { draftProblem, obstacle, samplingPath, seedPath, shownSetting } from '@/components/workbench/state';
import type { Json } from '@/lib/core/json';
import { formLines } from '@/lib/experiment/form';
import { wordsEngine } from '../../support/fixture-panel';
import { ruled } from '../../support/ruled-panel';
import { finishedRun, heldEngine, workbenchWith } from '../../support/workbench';

const open = (engine = wordsEngine()) => ({ engine, ...workbenchWith(engine, { panel: ruled }) });

describe('a setting', () => {
  it.each<[string, Json, string]>([
    ['words', 'FOX', 'Use lower-case words with commas between them.'],
    ['words', 'a'.repeat(2001), 'It is 1 character too long.'],
    ['words', 'a'.repeat(3000), 'It is 1,000 characters too long.'],
    ['code', '', 'Enter a code.'],
    ['code', '1x', '"1x" is not made of digits.'],
    ['more.note', '7', 'Use lower-case letters.'],
    ['topics', [], 'Choose at least one.'],
    ['style', 'huge', 'Choose one of the options.'],
  ])('%s that is not allowed (%j) is kept as typed, is explained, and refuses Run', async (path, typed, sentence) => {
    const { state, engine } = open();
    const before = state().experiment;
    state().set(path, typed);
    expect(draftProblem(state(), path)).toBe(sentence);
    expect(shownSetting(state(), path)).toEqual(typed);
    expect(state().experiment).toBe(before);
    expect(obstacle(state())).toContain(sentence);
    await state().start();
    expect([engine.calls.length, state().run]).toEqual([0, null]);
    state().set(path, shownSetting({ ...state(), drafts: {} }, path));
    expect([draftProblem(state(), path), obstacle(state())]).toEqual([undefined, undefined]);
  });

  it('is named in the obstacle by the label that the form gives it', () => {
    const { state } = open();
    state().set('words', 'FOX');
    expect(obstacle(state())).toMatch(/^Your words: /);
  });

  it('is normalised before it is checked', () => {
    const { state } = open();
    state().set('code', ' １２3 ');
    expect(state().experiment.settings['code']).toBe('123');
    expect(shownSetting(state(), 'code')).toBe('123');
  });

  it('of a group is changed in its group', () => {
    const { state } = open();
    state().set('more.note', 'hello');
    expect(state().experiment.settings['more']).toMatchObject({ note: 'hello', colour: 'red' });
  });

  it('brings others with it where the panel says so', () => {
    const { state } = open();
    state().set('style', 'long');
    expect(state().experiment.settings).toMatchObject({ style: 'long', letters: 10 });
    state().set('letters', 4);
    expect(state().experiment.settings).toMatchObject({ style: 'long', letters: 4 });
  });

  it('may be wrong where it does not matter to the experiment', () => {
    const { state } = open();
    state().set('style', 'long');
    state().set('letters', '99');
    expect(obstacle(state())).toBe('Letters: Use a whole number from 1 to 20.');
    state().set('style', 'short');
    expect(obstacle(state())).toBeUndefined();
  });

  it('that the panel does not have is a fault of the caller', () => {
    const { state } = open();
    expect(() => state().set('nowhere', 1)).toThrow(RangeError);
  });
});

describe('numbers of every panel', () => {
  it.each([
    [seedPath, '-1', 'Seed: Use a whole number from 0 to 4,294,967,295.'],
    [samplingPath('temperature'), '3', 'Temperature: Use a number from 0 to 2.'],
    [samplingPath('max_tokens'), '0.5', 'Longest answer: Use a whole number from 1 to 4,096.'],
  ])('refuse Run while %s holds the text %s', async (path, text, sentence) => {
    const { state, engine } = open();
    state().keepDraft(path, text);
    expect(obstacle(state())).toBe(sentence);
    await state().start();
    expect(engine.calls).toEqual([]);
  });

  it('let a run begin again once an allowed number is given', () => {
    const { state } = open();
    state().keepDraft(seedPath, 'x');
    state().keepDraft(samplingPath('temperature'), 'x');
    state().keepDraft(samplingPath('top_p'), 'x');
    state().setSeed(4);
    state().setSampling({ temperature: 1 });
    expect(Object.keys(state().drafts)).toEqual([samplingPath('top_p')]);
    state().setSampling({ top_p: 0.5 });
    expect(obstacle(state())).toBeUndefined();
    expect(state().experiment).toMatchObject({ seed: 4, sampling: { temperature: 1, top_p: 0.5, max_tokens: 1024 } });
  });
});

describe('the form', () => {
  it('shows the lines that the panel names, else all fields with those of groups', () => {
    const { state } = open();
    const { form: _form, ...plain } = ruled;
    expect(formLines(ruled, state().experiment.settings).map(({ path }) => path)).not.toContain('letters');
    expect(formLines(plain, state().experiment.settings).map(({ path }) => path)).toEqual([
      ...['words', 'style', 'letters', 'code', 'topics', 'more.note', 'more.size', 'more.colour'],
    ]);
  });

  it('says what the panel says of an experiment that cannot run', async () => {
    const { state, engine } = open();
    state().set('words', 'cat, dog');
    expect(obstacle(state())).toBe('Cats are not described.');
    await state().start();
    expect(engine.calls).toEqual([]);
  });

  it('runs an alternative, whose settings the form then shows', async () => {
    const { state, engine } = open();
    const [other] = ruled.form!.alternatives!(state().experiment.settings, []);
    await state().start(other!.settings);
    expect(state().run).toMatchObject({ status: 'finished', title: 'bee, ant' });
    expect(state().experiment.settings['words']).toBe('bee, ant');
    expect(engine.calls).toHaveLength(4);
  });

  it('changes nothing where an alternative cannot run', async () => {
    const { state } = open();
    const before = state().experiment;
    await state().start({ ...before.settings, words: 'cat' });
    expect(state().experiment).toBe(before);
    await expect(state().start({ ...before.settings, words: 'CAT' })).rejects.toThrow(RangeError);
    expect([state().experiment, state().run]).toEqual([before, null]);
  });

  it('changes nothing where an alternative is pressed during a run', async () => {
    const engine = heldEngine(1);
    const { state } = open(engine);
    const going = state().start();
    await engine.reached;
    const { experiment, run } = state();
    await state().start({ ...experiment.settings, words: 'bee' });
    expect([state().experiment, state().run?.id]).toEqual([experiment, run?.id]);
    engine.release();
    await going;
  });

  it('takes further models', () => {
    const { state } = open();
    const compare = [{ engine: 'webllm' as const, model: 'x' }];
    state().setCompare(compare);
    expect(state().experiment.compare).toEqual(compare);
  });

  it('counts changes of the user’s data', () => {
    const { state } = open();
    state().touchData();
    expect(state().dataVersion).toBe(1);
  });
});

describe('reset', () => {
  it('goes back to the defaults with no run, and undo brings back all of it', async () => {
    const { state } = open();
    state().setSeed(5);
    await state().start();
    state().set('words', 'BAD');
    state().showUnit('dog');
    state().select('dog / describe');
    const before = state();
    const undo = state().reset();
    const { run, drafts, unit, selected, experiment } = state();
    expect([run, drafts, unit, selected, experiment.seed]).toEqual([null, {}, null, null, 1]);
    undo();
    for (const key of Object.keys(before) as (keyof typeof before)[]) expect(state()[key]).toBe(before[key]);
  });

  it('keeps notices and the count of data changes', () => {
    const { state, kinds } = open();
    state().notify(new Error('x'));
    state().touchData();
    state().reset();
    expect([kinds(), state().dataVersion]).toEqual([['unknown'], 1]);
  });

  it('stops a run in progress; undo shows what it came to, and it is resumed', async () => {
    const engine = heldEngine(3);
    const { state } = open(engine);
    const going = state().start();
    await engine.reached;
    const { id } = state().run!;
    const undo = state().reset();
    undo();
    expect(state().run).toMatchObject({ id, status: 'stopped' });
    await going;
    expect(state().run).toMatchObject({ id, status: 'stopped' });
    engine.release();
    await state().resume();
    expect(state().run).toMatchObject({ id, status: 'finished' });
  });

  it('is undone in place of a run that was started after it', async () => {
    const engine = heldEngine(1);
    const { state, store } = open(engine);
    store.setState({ run: await finishedRun() });
    const { run } = state();
    const undo = state().reset();
    const going = state().start();
    await engine.reached;
    undo();
    await going;
    expect(state().run).toBe(run);
  });
});

describe('notices', () => {
  it('are one a kind, the latest; what was cancelled is none', () => {
    const { state } = open();
    state().notify(new Error('first'));
    state().notify(new Error('second'));
    state().notify(new DOMException('', 'AbortError'));
    expect(state().notices).toEqual([{ kind: 'unknown', detail: 'second' }]);
    state().dismiss('unknown');
    expect(state().notices).toEqual([]);
  });
});
