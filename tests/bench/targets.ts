import type { Duel } from './duels';
import { type Spread, spread } from './measure';
import type { Results } from './results';
import { decodingName, prefillName } from './scenarios';

export interface Verdict {
  what: string;
  /** `at least 5x`. */
  wanted: string;
  /** Null where it was not measured. */
  measured: Spread | null;
  reached: boolean;
}

interface Target extends Duel {
  /** A ratio of speeds: at least this. */
  wanted: number;
}

const at16 = decodingName(16, 1);
const at1024 = decodingName(1024, 1);

const over = (what: string, wanted: number, one: [string, string], other: [string, string]): Target => ({
  what,
  wanted,
  one: { contender: one[0], scenario: one[1] },
  other: { contender: other[0], scenario: other[1] },
});

/** What the engine is meant to reach, in Chromium, one thread. */
export const targets: readonly Target[] = [
  over(
    'WASM int8 over onnxruntime-web wasm f32, decode at 16',
    5,
    ['wasm-int8', at16],
    ['onnxruntime-web wasm, as usual', at16],
  ),
  over(
    'the same, onnxruntime-web driven in the fastest way that was found',
    5,
    ['wasm-int8', at16],
    ['onnxruntime-web wasm', at16],
  ),
  over(
    'WASM int8 over onnxruntime-web wasm f32, decode at 1024',
    5,
    ['wasm-int8', at1024],
    ['onnxruntime-web wasm, as usual', at1024],
  ),
  over('the same, onnxruntime-web in its fastest way', 5, ['wasm-int8', at1024], ['onnxruntime-web wasm', at1024]),
  over('WASM f32 over wllama F32, decode at 16', 1.6, ['wasm-f32', at16], ['wllama F32', at16]),
  over(
    'WASM int8 over wllama Q8_0, prefill 256',
    4,
    ['wasm-int8', prefillName(256)],
    ['wllama Q8_0', prefillName(256)],
  ),
  over(
    'WebGPU int8 over onnxruntime-web webgpu, decode at 16, software adapter',
    30,
    ['webgpu-int8', at16],
    ['onnxruntime-web webgpu', at16],
  ),
  over(
    'WebGPU int8, B=16: context 1024 over 16, software adapter',
    0.5,
    ['webgpu-int8', decodingName(1024, 16)],
    ['webgpu-int8', decodingName(16, 16)],
  ),
  over(
    'WASM int8, decode at 1024: q8_0 cache over float32 cache',
    1.5,
    ['wasm-int8, q8_0 cache', at1024],
    ['wasm-int8', at1024],
  ),
  over('WASM f32: B=5 over B=1 at 16, tokens/s in all', 2.5, ['wasm-f32', decodingName(16, 5)], ['wasm-f32', at16]),
  over('WASM int8: B=5 over B=1 at 16, tokens/s in all', 1.3, ['wasm-int8', decodingName(16, 5)], ['wasm-int8', at16]),
];

const samplesWanted = 2;

/** The median of the rounds' ratios against each target. */
export function judge({ targets: measured }: Results): Verdict[] {
  const verdict = (what: string, wanted: string, values: readonly number[], reaches: (median: number) => boolean) => {
    const found = values.length > 0 ? spread(values) : null;
    return { what, wanted, measured: found, reached: found !== null && reaches(found.median) };
  };
  const five = measured?.samples.find(({ contender }) => contender === 'wasm-int8');
  return [
    ...targets.map(({ what, wanted }) => {
      const values = measured?.duels.find(duel => duel.what === what)?.rounds ?? [];
      return verdict(what, `at least ${wanted}x`, values, median => median >= wanted);
    }),
    verdict(
      'WASM int8: five samples of a 400-token prompt over one, time',
      `at most ${samplesWanted}x`,
      five?.five.map((time, round) => time / five.one[round]!) ?? [],
      median => median <= samplesWanted,
    ),
  ];
}
