import type { Json } from '@/lib/core/json';
import { type Random, random } from '@/lib/core/random';
import type { Panel, ResultTable, Unit, UnitResult } from '@/lib/experiment/panel';
import { divideAndConquer } from '@/lib/panels/divide-and-conquer/strategies/divide-and-conquer';
import { sampleHeldOut as drawSum } from '@/lib/panels/divide-and-conquer/tasks/addition/problem';
import { addition } from '@/lib/panels/divide-and-conquer/tasks/addition/task-prompts';
import { sampleWhole } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/numbers';
import { parseNumber, parseParts } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/parse';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { splitPrompt } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/prompts';
import {
  isHeldOut,
  type Multiplication,
  sampleHeldOut,
} from '@/lib/panels/divide-and-conquer/tasks/multiplication/problem';
import { multiplication } from '@/lib/panels/divide-and-conquer/tasks/multiplication/task-prompts';
import { wilson } from '@/lib/stats/wilson';
import { isHeldOutSplit, LONGEST } from '../corpus/problems';
import { perfectScope } from '../corpus/transcripts';

/** One call whose right answer is known. A type, so that it is a JSON value. */
type Primitive = { kind: string; prompt: string };

const options = {
  leaf: 1,
  split: 'model',
  merge: 'model',
  samples: 1,
  drawTemperature: 0,
  breadth: 1,
  depth: 1,
  votes: 1,
} as const;

/** The single calls of which divide-and-conquer is made, each with right inputs, `trials` of each kind, as an experiment. */
export async function primitives(trials: number): Promise<Panel> {
  const units = await drawUnits(random(20).fork('primitives'), trials);
  return {
    id: 'primitives',
    title: 'Primitives',
    summary: 'How often is a single call right, when all it is given is right?',
    fields: {},
    version: 1,
    settings: undefined as never,
    phases: [{ name: 'ask', units: () => units }],
    plan: async () => ({ calls: units.length, isExact: true, sentence: `${units.length} calls` }),
    describe: () => 'Single calls',
    readResult: value => value,
    score: () => '',
    async run({ input }, _experiment, scope) {
      const { prompt } = input as Primitive;
      const parse = prompt.startsWith('Split') ? parseParts : parseNumber;
      const truth = parse(solvePerfectly(prompt));
      const answer = await scope.ask(prompt, { parse, truth });
      return JSON.stringify(answer.parsed) === JSON.stringify(truth);
    },
    table: (_experiment, results) => Promise.resolve(table(results)),
  };
}

async function drawUnits(stream: Random, trials: number): Promise<Unit[]> {
  const leaves = Array.from({ length: 100 }, (_, i) =>
    primitive(
      'solve 1 × 1 (all, seen in training)',
      multiplication.direct({ a: String(Math.floor(i / 10)), b: String(i % 10) }),
    ),
  );
  const sizes = Array.from({ length: LONGEST - 1 }, (_, i) => i + 2);
  const splits = sizes.flatMap(digits =>
    times(trials, () =>
      primitive(`split ${digits}${digits < 4 ? ' (seen in training)' : ''}`, splitPrompt(drawSplit(stream, digits))),
    ),
  );
  const square = sizes.flatMap(digits =>
    times(trials, () => merge(`merge ${digits} × ${digits}`, sampleHeldOut(stream, digits))),
  );
  const uneven = sizes
    .slice(1)
    .flatMap(digits => times(trials, () => merge(`merge ${digits} × 1`, drawUneven(stream, digits))));
  const rows = sizes.flatMap(digits =>
    times(trials, () =>
      primitive(`row ${digits} × 1, step by step`, multiplication.stepwise(drawUneven(stream, digits))),
    ),
  );
  const sums = sizes.flatMap(digits =>
    times(trials, () => primitive(`sum ${digits} + ${digits}, at once`, addition.direct(drawSum(stream, digits)))),
  );
  const merges = await Promise.all([...square, ...uneven]);
  return [...leaves, ...splits, ...rows, ...sums, ...merges].map(({ kind, prompt }, index) => ({
    name: `${index} ${kind}`,
    input: { kind, prompt },
  }));
}

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
const primitive = (kind: string, prompt: string): Primitive => ({ kind, prompt });

/** The merge at the root of a problem, below which all is right. */
async function merge(kind: string, problem: Multiplication): Promise<Primitive> {
  let last = '';
  await divideAndConquer.solve(
    multiplication,
    problem,
    options,
    perfectScope(call => (last = call.prompt)),
  );
  return primitive(kind, last);
}

function drawSplit(stream: Random, digits: number): string {
  for (;;) {
    const number = sampleWhole(stream, digits);
    if (digits < 4 || isHeldOutSplit(number)) return number;
  }
}

function drawUneven(stream: Random, digits: number): Multiplication {
  for (;;) {
    const problem = { a: sampleWhole(stream, digits), b: sampleWhole(stream, 1) };
    // Of products with fewer than four digits none is held out.
    if (digits < 3 || isHeldOut(problem)) return problem;
  }
}

function table(results: readonly UnitResult[]): ResultTable {
  const groups = new Map<string, Json[]>();
  for (const { name, value } of results) {
    const kind = name.slice(name.indexOf(' ') + 1);
    groups.set(kind, [...(groups.get(kind) ?? []), value ?? false]);
  }
  const rows = [...groups].map(([kind, values]) => {
    const right = values.filter(value => value === true).length;
    const { low, high } = wilson(right, values.length);
    const percent = (share: number) => (100 * share).toFixed(1);
    return [kind, String(values.length), percent(right / values.length), `${percent(low)} to ${percent(high)}`];
  });
  return { columns: ['Primitive', 'n', 'Exact %', '95 % interval'], rows };
}
