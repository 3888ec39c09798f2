import type { AccuracyFigure } from './accuracy';
import type { GpuFigure } from './browser/gpu';
import { heldTokens, type MemoryFigure } from './browser/memory';
import type { CommandLineFigures } from './cli/measure';
import type { EvaluationFigures } from './evaluation';
import type { FileInPage } from './files';
import type { FrameFigures } from './frames';
import type { JournalFigures } from './journal';
import { type Spread, spread } from './measure';
import type { NerFigures } from './ner';
import type { PageFigures } from './page';
import type { PolicyFigures } from './policies';
import type { Comparison } from './results';
import type { SamplesFigure } from './samples';
import type { SweepFigures } from './sweep';
import type { Verdict } from './targets';

/** What is printed, on a terminal or as markdown: a heading, and rows under a first row of names; text where there is nothing to tabulate. */
export interface Section {
  heading: string;
  rows: string[][];
  text?: string;
}

/** Three significant digits, without an exponent where a reader expects none. */
export const short = (value: number): string => Number(value.toPrecision(3)).toString();

const range = (values: readonly number[]): string => {
  const { median, low, high } = spread(values);
  return `${short(median)} (${short(low)}..${short(high)})`;
};

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** A row a contender, a column a scenario: tokens per second in all. */
export function speedSections(where: string, { speed }: Pick<Comparison, 'speed'>): Section[] {
  const contenders = [...new Set(speed.map(({ contender }) => contender))];
  const groups = new Map<string, string[]>();
  for (const { scenario } of speed) {
    const group = scenario.startsWith('prefill') ? 'prefill' : scenario.split(', ')[1]!;
    groups.set(group, [...new Set([...(groups.get(group) ?? []), scenario])]);
  }
  return [...groups].map(([group, scenarios]) => ({
    heading: `${where}, ${group}: tokens/s, median (lowest..highest) of ${speed[0]!.rounds.length} alternated rounds`,
    rows: [
      ['', ...scenarios.map(scenario => scenario.split(',')[0]!)],
      ...contenders
        .map(contender => [
          contender,
          ...scenarios.map(scenario => {
            const figure = speed.find(one => one.scenario === scenario && one.contender === contender);
            return figure ? range(figure.rounds) : '';
          }),
        ])
        .filter(row => row.some((cell, column) => column > 0 && cell !== '')),
    ],
  }));
}

/** Reading a prompt is all there is to wait for before the first token, so it follows from the speed of prefill. */
export function firstTokenSection(where: string, { speed }: Pick<Comparison, 'speed'>): Section {
  const figures = speed.filter(({ scenario }) => scenario.startsWith('prefill'));
  const contenders = [...new Set(figures.map(({ contender }) => contender))];
  const lengths = [...new Set(figures.map(({ scenario }) => Number(scenario.split(' ')[1])))];
  return {
    heading: `${where}: milliseconds to the first token, computed from prefill`,
    rows: [
      ['', ...lengths.map(length => `${length} tokens`)],
      ...contenders.map(contender => [
        contender,
        ...lengths.map(length => {
          const figure = figures.find(one => one.contender === contender && one.scenario === `prefill ${length}`);
          return figure ? short((length / spread(figure.rounds).median) * 1000) : '';
        }),
      ]),
    ],
  };
}

export function accuracySection(where: string, figures: readonly AccuracyFigure[]): Section {
  const rows = figures.map(({ contender, difference, rms }) => [contender, difference.toExponential(1), short(rms)]);
  return { heading: `${where}: logits against the reference`, rows: [['', 'largest difference', 'rms'], ...rows] };
}

export function samplesSection(where: string, figures: readonly SamplesFigure[]): Section {
  const [first] = figures;
  return {
    heading: `${where}: samples of one ${first?.prompt}-token prompt, ${first?.answer} tokens each, milliseconds`,
    rows: [
      ['', 'one', 'five', 'five over one'],
      ...figures.map(({ contender, one, five }) => [
        contender,
        range(one),
        range(five),
        `${range(five.map((value, round) => value / one[round]!))}x`,
      ]),
    ],
  };
}

export function memorySection(figures: readonly MemoryFigure[]): Section {
  return {
    heading: `Memory with one sequence of ${heldTokens} tokens: growth of the browser's processes, and what a backend counts`,
    rows: [
      ['', 'processes', 'weights', 'cache'],
      ...figures.map(({ contender, processes, own }) => [
        contender,
        processes === null ? '' : megabytes(processes),
        ...(own ? [megabytes(own.weights), megabytes(own.cache)] : ['', '']),
      ]),
    ],
  };
}

/** What contenders say of themselves, where they do: which kernels, and how they came to be used. */
export function factsSection(facts: Comparison['facts']): Section {
  const lines = Object.entries(facts)
    .filter(([, own]) => Object.keys(own).length > 0)
    .map(([contender, own]) => {
      const words = Object.entries(own).map(([name, fact]) => `${name}: ${fact}`);
      return `${contender}: ${words.join('; ')}`;
    });
  return { heading: 'In their own words', rows: [], text: lines.join('\n') };
}

export function gpuSection(figure: GpuFigure | null): Section {
  const heading = 'WebGPU int8 decode of a 135M shape against the bandwidth of a copy';
  if (!figure) return { heading, rows: [], text: 'unmeasured: no hardware adapter' };
  const { adapter, facts, copied, decoded, tokensPerSecond } = figure;
  const gigabytes = (bytes: number) => `${short(bytes / 1e9)} GB/s`;
  return {
    heading,
    rows: [
      ['adapter', 'kernels', 'tokens/s', 'decode moves', 'a copy moves', 'share'],
      [
        adapter,
        facts.kernels ?? '',
        short(tokensPerSecond),
        gigabytes(decoded),
        gigabytes(copied),
        `${((100 * decoded) / copied).toFixed(0)} %`,
      ],
    ],
  };
}

export function targetsSection(verdicts: readonly Verdict[]): Section {
  return {
    heading: 'Targets: median ratio (lowest..highest) of rounds, each taken within one round, in Chromium',
    rows: [
      ['', 'target', 'measured', ''],
      ...verdicts.map(({ what, wanted, measured, reached }) => [
        what,
        wanted,
        measured ? `${short(measured.median)}x (${short(measured.low)}..${short(measured.high)})` : 'unmeasured',
        reached ? 'reached' : measured ? 'not reached' : '',
      ]),
    ],
  };
}

export function pageSection({ firstToken, scripts }: PageFigures): Section {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  return {
    heading: 'The divide-and-conquer panel of the built site; scripts compressed',
    rows: [
      ['', ''],
      [
        'cold open to first streamed token',
        `${seconds(firstToken.median)} (${seconds(firstToken.low)}..${seconds(firstToken.high)})`,
      ],
      ['scripts of the first load', kilobytes(scripts.first)],
      ['scripts with what is fetched once idle', kilobytes(scripts.total)],
      ...scripts.largest.map(({ name, bytes }) => [`  ${name}`, kilobytes(bytes)]),
    ],
  };
}

export function evaluationSection({ problems, together, oneByOne, ratio, cores }: EvaluationFigures): Section {
  const seconds = ({ median, low, high }: Spread) =>
    `${(median / 1000).toFixed(2)} s (${(low / 1000).toFixed(2)}..${(high / 1000).toFixed(2)})`;
  return {
    heading: `A divide-and-conquer evaluation of ${problems} problems on the built site, ${cores} cores`,
    rows: [
      ['', ''],
      ['independent calls together', seconds(together)],
      ['independent calls one by one', seconds(oneByOne)],
      ['ratio', `${ratio.median.toFixed(2)}x (${ratio.low.toFixed(2)}..${ratio.high.toFixed(2)})`],
    ],
  };
}

export function commandLineSection({ calls, inFlight, ours, bare, ratio }: CommandLineFigures): Section {
  const told = ({ median, low, high }: Spread) => `${short(median)} (${short(low)}..${short(high)})`;
  return {
    heading: `${calls} calls, ${inFlight} in flight, on a local server that takes 20 ms: calls/s as the server sees them`,
    rows: [
      ['', ''],
      ['npm run experiment', told(ours)],
      ['a bare loop of fetch', told(bare)],
      ['ratio', `${told(ratio)}x`],
    ],
  };
}

export const journalSection = ({ events }: JournalFigures): Section => ({
  heading: 'A batch of events of 20 units (120 events), by the units of the run: microseconds',
  rows: [
    ['units', 'applyEvents'],
    ...events.map(({ units, microseconds: { median, low, high } }) => [
      String(units),
      `${short(median)} (${short(low)}..${short(high)})`,
    ]),
  ],
});

export const policiesSection = ({ prompt, decoded, ratio, every, figures }: PolicyFigures): Section => ({
  heading:
    `Policies of the KV cache, WASM int8 in Node: ${prompt} tokens read, ${decoded} decoded, compressed ${ratio}x, ` +
    `a removal every ${every} tokens; over the full cache`,
  rows: [
    ['', 'prompt', 'token', 'ms per token'],
    ...figures.map(({ policy, prompt, token, milliseconds }) => [
      policy,
      ...[prompt, token].map(({ median, low, high }) => `${short(median)}x (${short(low)}..${short(high)})`),
      short(milliseconds.median),
    ]),
  ],
});

export function framesSection({ layers, kvHeads, positions, ...figures }: FrameFigures): Section {
  const told = ({ median, low, high }: Spread, unit = '') => `${short(median)}${unit} (${short(low)}..${short(high)})`;
  const { framesPerSecond, tokensPerSecond, slow, longest, processor } = figures;
  return {
    heading: `The live view of a KV cache of ${layers} layers x ${kvHeads} heads x ${positions} positions, while it is decoded`,
    rows: [
      ['live view of a KV cache', `${layers} x ${kvHeads} x ${positions}`],
      ['frames/s', told(framesPerSecond)],
      ['tokens/s', told(tokensPerSecond)],
      ['frames of more than 33 ms', `${short(100 * slow.median)} %`],
      ['longest frame', told(longest, ' ms')],
      ['the page\u2019s thread for a frame, of the processor', told(processor, ' ms')],
    ],
  };
}

export const sweepSection = ({ policies, ratios, texts, tokens, seconds }: SweepFigures): Section => ({
  heading: 'A sweep of the KV-cache panel in the page, with the embedded model',
  rows: [
    ['policies x ratios x texts', `${policies} x ${ratios} x ${texts}`],
    ['longest continuation', `${tokens} tokens`],
    ['from Run to the end', `${seconds.toFixed(0)} s`],
  ],
});

export function nerSection({
  model,
  backend,
  sentences,
  answers,
  together,
  oneByOne,
  ratio,
  prompts,
}: NerFigures): Section {
  const told = ({ median, low, high }: Spread) => `${short(median)} (${short(low)}..${short(high)})`;
  const read = (tokens: number) => `${tokens.toLocaleString('en')} (${((100 * tokens) / prompts.tokens).toFixed(0)} %)`;
  return {
    heading:
      `${sentences} sentences annotated ${answers} times each by ${model}, ${backend} in Node, in ${ratio.rounds} rounds of ` +
      `${Math.round(sentences / ratio.rounds)} sentences; prompts of ${prompts.tokens.toLocaleString('en')} tokens`,
    rows: [
      ['', 'seconds of a round', 'prompt tokens read'],
      ['calls in batches', told(together), read(prompts.together)],
      ['calls one by one', told(oneByOne), read(prompts.oneByOne)],
      ['ratio', `${told(ratio)}x`, ''],
    ],
  };
}

export const filesSection = (files: readonly FileInPage[]): Section => ({
  heading: `A run of ${files[0]?.calls ?? 0} calls as a file, in the page`,
  rows: [
    ['', 'size', 'time', 'longest task', 'of the processor'],
    ...files.map(({ what, bytes, seconds, longestTask }) => [
      what,
      megabytes(bytes),
      `${short(seconds)} s`,
      `${short(longestTask.clock)} ms`,
      `${short(longestTask.processor)} ms`,
    ]),
  ],
});
