import fc from 'fast-check';
import type { Experiment } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { sums } from './sums';

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map(value => value + 0);
const modelName = fc.stringMatching(/^[\w.:/@+\-,=~() ]{1,200}$/);

/** Any valid experiment, as one may write it down: fields that are left out take their defaults. */
export const writtenExperiment = fc
  .record({
    model: optional(
      fc.record({ engine: fc.constantFrom('embedded', 'webllm', 'endpoint', 'recorded'), model: modelName }),
    ),
    sampling: optional(
      fc.record(
        { temperature: real(0, 2), top_p: real(0.01, 1), max_tokens: fc.integer({ min: 1, max: 4096 }) },
        { requiredKeys: [] },
      ),
    ),
    seed: optional(fc.integer({ min: 0, max: 2 ** 32 - 1 })),
    settings: optional(
      fc.record(
        {
          problems: fc.integer({ min: 1, max: 20 }),
          length: fc.integer({ min: 2, max: 50 }),
          order: fc.constantFrom('given', 'reversed'),
        },
        { requiredKeys: [] },
      ),
    ),
  })
  .map(written => JSON.parse(JSON.stringify({ version: 1, panel: 'sums', ...written })) as Record<string, unknown>);

export const validExperiment: fc.Arbitrary<Experiment> = writtenExperiment.map(written =>
  parseExperiment(written, sums),
);
