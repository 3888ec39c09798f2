import type { Random } from '@/lib/core/random';
import { chainOfThought } from '@/lib/panels/divide-and-conquer/strategies/chain-of-thought';
import type { Strategy } from '@/lib/panels/divide-and-conquer/strategies/contract';
import { decomposed } from '@/lib/panels/divide-and-conquer/strategies/decomposed';
import { divideAndConquer } from '@/lib/panels/divide-and-conquer/strategies/divide-and-conquer';
import { io } from '@/lib/panels/divide-and-conquer/strategies/io';
import { leastToMost } from '@/lib/panels/divide-and-conquer/strategies/least-to-most';
import { addition } from '@/lib/panels/divide-and-conquer/tasks/addition/task-prompts';
import type { Pair } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/numbers';
import { isHeldOut } from '@/lib/panels/divide-and-conquer/tasks/multiplication/problem';
import { multiplication } from '@/lib/panels/divide-and-conquer/tasks/multiplication/task-prompts';
import type { TaskPrompts } from '@/lib/panels/divide-and-conquer/tasks/prompts';
import { drawRow, drawTraining, rowTouchesHeldOut, sumTouchesHeldOut, treeTouchesHeldOut } from './problems';
import type { Transcript } from './transcripts';

/** One kind of call that the programs make. */
export interface Kind {
  prompts: TaskPrompts<Pair>;
  strategy: Strategy;
  rows: number;
  draw: (random: Random) => Pair;
  /** Whether this strategy's transcript of the problem would hold a pair that is reserved for measuring. */
  leaks: (problem: Pair, leaf: number) => boolean;
  /** How likely a call is to become a row; 0 for the calls of other kinds. */
  chance: (call: Transcript, last: boolean) => number;
}

const always = () => 1;
const leaksRows = (problem: Pair) => isHeldOut(problem) || rowTouchesHeldOut(problem);
const named =
  (name: string, chance: number): Kind['chance'] =>
  call =>
    call.name.startsWith(name) ? chance : 0;
/** The last call of that name is the root's or the longest, so always taken; of the others that share. */
const lastOf =
  (name: string, others: number): Kind['chance'] =>
  (call, last) =>
    call.name === name ? (last ? 1 : others) : 0;

const product = { prompts: multiplication, draw: drawTraining };
const sum = { prompts: addition, draw: drawTraining, leaks: sumTouchesHeldOut };

/** All kinds, with the number of rows of each: more of most than a training run of 30 M tokens deals once. */
export const kinds: Record<string, Kind> = {
  direct: { ...product, strategy: io, rows: 120_000, leaks: isHeldOut, chance: always },
  stepwise: { ...product, strategy: chainOfThought, rows: 50_000, leaks: leaksRows, chance: always },
  row: { ...product, draw: drawRow, strategy: chainOfThought, rows: 40_000, leaks: leaksRows, chance: always },
  split: {
    ...product,
    strategy: divideAndConquer,
    rows: 60_000,
    leaks: treeTouchesHeldOut,
    chance: named('split', 0.3),
  },
  // The prompts of `direct`, but as divide-and-conquer asks them: mostly of two single digits.
  leaf: {
    ...product,
    strategy: divideAndConquer,
    rows: 60_000,
    leaks: treeTouchesHeldOut,
    chance: named('solve', 0.1),
  },
  merge: {
    ...product,
    strategy: divideAndConquer,
    rows: 120_000,
    leaks: treeTouchesHeldOut,
    chance: lastOf('merge', 0.25),
  },
  list: { ...product, strategy: leastToMost, rows: 25_000, leaks: leaksRows, chance: named('split', 1) },
  step: { ...product, strategy: leastToMost, rows: 60_000, leaks: leaksRows, chance: named('solve', 0.4) },
  next: { ...product, strategy: decomposed, rows: 40_000, leaks: leaksRows, chance: named('decide', 0.25) },
  add: {
    ...product,
    strategy: decomposed,
    rows: 50_000,
    leaks: leaksRows,
    chance: call => (call.prompt.startsWith('Compute') ? 0.4 : 0),
  },
  'sum-direct': { ...sum, strategy: io, rows: 150_000, chance: always },
  'sum-stepwise': { ...sum, strategy: chainOfThought, rows: 25_000, chance: always },
  'sum-split': { ...sum, strategy: divideAndConquer, rows: 20_000, chance: named('split', 0.3) },
  'sum-merge': { ...sum, strategy: divideAndConquer, rows: 40_000, chance: lastOf('merge', 0.4) },
  'sum-list': { ...sum, strategy: leastToMost, rows: 20_000, chance: named('split', 1) },
  'sum-step': { ...sum, strategy: leastToMost, rows: 40_000, chance: named('solve', 0.4) },
  'sum-next': { ...sum, strategy: decomposed, rows: 40_000, chance: named('decide', 0.4) },
  'sum-column': { ...sum, strategy: decomposed, rows: 20_000, chance: named('solve', 0.2) },
};
