import { spread, type Spread } from './measure';
import type { Comparison, Results } from './results';
import { decodingName, prefillName } from './scenarios';

export interface Verdict {
  what: string;
  /** `at least 5x`. */
  wanted: string;
  /** Null where it was not measured. */
  measured: Spread | null;
  reached: boolean;
}

interface Target {
  what: string;
  /** A ratio: at least this, or at most. */
  wanted: number;
  atMost?: true;
  /** The ratio, of each round. */
  rounds(browser: Comparison): number[];
}

/** One contender in one scenario over another, in the same or another one: round by round. */
const over =
  (scenario: string, contender: string, other: string, otherScenario = scenario) =>
  ({ speed }: Comparison): number[] => {
    const find = (name: string, scene: string) =>
      speed.find(figure => figure.scenario === scene && figure.contender === name)?.rounds ?? [];
    const base = find(other, otherScenario);
    return find(contender, scenario).flatMap((value, round) => (base[round] ? [value / base[round]] : []));
  };

const at16 = decodingName(16, 1);
const at1024 = decodingName(1024, 1);

/** What the engine is meant to reach, in Chromium, one thread. */
const targets: readonly Target[] = [
  {
    what: 'WASM int8 over onnxruntime-web wasm f32, decode at 16',
    wanted: 5,
    rounds: over(at16, 'wasm-int8', 'onnxruntime-web wasm'),
  },
  {
    what: 'WASM int8 over onnxruntime-web wasm f32, decode at 1024',
    wanted: 5,
    rounds: over(at1024, 'wasm-int8', 'onnxruntime-web wasm'),
  },
  {
    what: 'WASM int8 over onnxruntime-web wasm f32 as usually driven, decode at 1024',
    wanted: 5,
    rounds: over(at1024, 'wasm-int8', 'onnxruntime-web wasm, as usual'),
  },
  { what: 'WASM f32 over wllama F32, decode at 16', wanted: 1.6, rounds: over(at16, 'wasm-f32', 'wllama F32') },
  {
    what: 'WASM int8 over wllama Q8_0, prefill 256',
    wanted: 4,
    rounds: over(prefillName(256), 'wasm-int8', 'wllama Q8_0'),
  },
  {
    what: 'WebGPU int8 over onnxruntime-web webgpu, decode at 16, software adapter',
    wanted: 30,
    rounds: over(at16, 'webgpu-int8', 'onnxruntime-web webgpu'),
  },
  {
    what: 'WebGPU int8, B=16: context 1024 over 16, software adapter',
    wanted: 0.5,
    rounds: over(decodingName(1024, 16), 'webgpu-int8', 'webgpu-int8', decodingName(16, 16)),
  },
  {
    what: 'WASM int8: five samples of a 400-token prompt over one, time',
    wanted: 2,
    atMost: true,
    rounds: ({ samples }) => {
      const figure = samples.find(({ contender }) => contender === 'wasm-int8');
      return figure?.five.map((five, round) => five / figure.one[round]!) ?? [];
    },
  },
  {
    what: 'WASM f32: B=5 over B=1 at 16, tokens/s in all',
    wanted: 2.5,
    rounds: over(decodingName(16, 5), 'wasm-f32', 'wasm-f32', at16),
  },
  {
    what: 'WASM int8: B=5 over B=1 at 16, tokens/s in all',
    wanted: 1.3,
    rounds: over(decodingName(16, 5), 'wasm-int8', 'wasm-int8', at16),
  },
];

/** The median of the rounds' ratios against each target. */
export function judge({ browser }: Results): Verdict[] {
  return targets.map(({ what, wanted, atMost, rounds }) => {
    const values = browser ? rounds(browser) : [];
    const measured = values.length > 0 ? spread(values) : null;
    const reached = measured !== null && (atMost ? measured.median <= wanted : measured.median >= wanted);
    return { what, wanted: `at ${atMost ? 'most' : 'least'} ${wanted}x`, measured, reached };
  });
}
