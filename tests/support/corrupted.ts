import { asFailure } from '@/lib/core/failure';
import { type JournalEntry, pathKey } from '@/lib/experiment/entry';
import { createJournal } from '@/lib/experiment/journal';
import { createScope, type Place } from '@/lib/experiment/live-scope';
import type { Experiment, Unit } from '@/lib/experiment/panel';
import { createRecorder } from '@/lib/experiment/recorder';
import { divideAndConquerPanel, type ProblemResult } from '@/lib/panels/divide-and-conquer/panel';
import { readStrategy, type StrategyReading } from '@/lib/panels/divide-and-conquer/reading';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';

/** Answers a call by its path and prompt. */
export type Answerer = (key: string, prompt: string) => string;

/** Runs one strategy on one unit, every call answered by a function. */
export async function play(
  experiment: Experiment<DivideAndConquerSettings>,
  unit: Unit,
  strategy: string,
  answer: Answerer,
): Promise<{ entries: JournalEntry[]; result: ProblemResult }> {
  const journal = createJournal();
  const recorder = createRecorder({ journal, onEntry: () => undefined, onNotStored: () => undefined });
  // `send` does not say for which place it is; `onStart`, which it calls first, does.
  let at: Place = { path: [], roles: [] };
  const scope = createScope(
    { path: [unit.name], roles: ['unit'] },
    {
      sampling: experiment.sampling,
      seed: experiment.seed,
      order: 0,
      recorder,
      engineId: 'scripted/test',
      signal: new AbortController().signal,
      embed: () => Promise.reject(new Error('embedded')),
      onStart: place => (at = place),
      onText: () => undefined,
      measure: () => Promise.reject(new Error('measured')),
      onMeasuring: () => undefined,
      onPart: () => undefined,
      onFailed: () => undefined,
      dispatcher: {
        async send({ request, onStart, record }) {
          onStart();
          const text = answer(pathKey(at.path), request.messages.at(-1)?.content ?? '');
          await record({
            request,
            text,
            finish_reason: 'stop',
            usage: { prompt_tokens: 1, completion_tokens: 1 },
            timings: { first_token_ms: 0, total_ms: 0 },
          });
        },
        idle: () => Promise.resolve(),
      },
    },
  );
  const settings = { ...experiment.settings, strategies: [strategy] };
  const result = await divideAndConquerPanel.run({ ...unit, phase: 'solve' }, { ...experiment, settings }, scope);
  await recorder.settled();
  return { entries: journal.entries(), result };
}

/** A trial of which one answer was changed, and what is read from its journal. */
export interface Corrupted {
  /** Path of the changed call below the strategy. */
  step: string;
  how: string;
  result: ProblemResult['strategies'][string];
  reading: StrategyReading<JournalEntry>;
  /** The step at fault, in the form of `step`; null where none is named. */
  blamed: string | null;
}

/** Changes one answer of a trial: every answer that is not recorded for its prompt is the perfect one. */
export async function corrupt(
  experiment: Experiment<DivideAndConquerSettings>,
  unit: Unit,
  strategy: string,
  answer: Answerer,
  { step, how, text }: { step: string; how: string; text: string },
): Promise<Corrupted> {
  const key = pathKey([unit.name, strategy, step]);
  const { entries, result } = await play(experiment, unit, strategy, (at, prompt) =>
    at === key ? text : answer(at, prompt),
  );
  const ended = result.strategies[strategy];
  if (!ended) throw asFailure(new Error(`${strategy} did not run.`));
  const reading = readStrategy({
    items: entries,
    root: [unit.name, strategy],
    problem: result.problem,
    settings: experiment.settings,
    result: ended,
  });
  return { step, how, result: ended, reading, blamed: reading.error?.path?.slice(2).join(' / ') ?? null };
}

const oneMore = (digits: string): string =>
  digits.slice(0, -1) + (digits.endsWith('9') ? '8' : Number(digits.at(-1)) + 1);

/** Other answers to a call: another digit, a part lost, changed or added, another finding, nothing, and something unreadable. */
export function corruptionsOf(text: string): { how: string; text: string }[] {
  const empty = [
    { how: 'unreadable', text: 'I would rather leave that to others.' },
    { how: 'empty', text: '' },
  ];
  if (text.startsWith('#Statement')) return [...lostLines(text), ...empty];
  if (/(?:yes|no)$/.test(text)) {
    return [{ how: 'flipped', text: text.replace(/(?:yes|no)$/, word => (word === 'yes' ? 'no' : 'yes')) }, ...empty];
  }
  if (text === 'A' || text === 'B') return [{ how: 'flipped', text: text === 'A' ? 'B' : 'A' }, ...empty];
  return [...otherNumbers(text), ...otherParts(text), ...empty];
}

function lostLines(text: string): { how: string; text: string }[] {
  const lines = text.split('\n');
  return [
    ...lines.map((_, lost) => ({ how: 'lost part', text: lines.filter((_, index) => index !== lost).join('\n') })),
    { how: 'added part', text: `${text}\n#Statement 99#: Nobody crosses the river on foot any more.` },
  ];
}

/** The first and the last number behind the last "Answer:", one greater. */
function otherNumbers(text: string): { how: string; text: string }[] {
  const from = Math.max(0, text.toLowerCase().lastIndexOf('answer:'));
  const numbers = [...text.slice(from).matchAll(/(?<![\d^])(?!10\^)\d+/g)];
  const places = new Set([numbers[0], numbers.at(-1)]);
  return [...places].flatMap(found => {
    if (!found) return [];
    const at = from + found.index;
    return [{ how: 'other digit', text: text.slice(0, at) + oneMore(found[0]) + text.slice(at + found[0].length) }];
  });
}

/** Of a split in two, or of a list: a digit or a part lost, parts in another order, another cut. */
function otherParts(text: string): { how: string; text: string }[] {
  const [, high = '', low = ''] = /^(\d+),(\d+)$/.exec(text.trim()) ?? [];
  if (high !== '') {
    return [
      { how: 'lost digit', text: `${high},${low.slice(0, -1)}` },
      { how: 'lost part', text: high },
      { how: 'swapped', text: `${low},${high}` },
      ...(high.length > 1 ? [{ how: 'uneven', text: `${high.slice(0, -1)},${high.at(-1)}${low}` }] : []),
      ...(low.length > 1 ? [{ how: 'uneven', text: `${high}${low[0]},${low.slice(1)}` }] : []),
    ];
  }
  const items = text.split(', ');
  if (items.length < 2) return [];
  return [
    { how: 'lost part', text: items.slice(0, -1).join(', ') },
    { how: 'lost part', text: items.slice(1).join(', ') },
    { how: 'added part', text: `${text}, ${items.at(-1)}` },
  ];
}
