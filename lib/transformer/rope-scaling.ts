import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { describeIssue } from '@/lib/core/issue';
import { canonical } from '@/lib/core/json';
import type { RopeParameters, RopeScaling } from './rope';

/** Base of the rotary frequencies where the file gives none. */
const defaultTheta = 10_000;

const factor = z.number().check(z.minimum(1), z.maximum(1e6));
const theta = z.nullish(z.number().check(z.positive(), z.maximum(1e12)));

/** The supported scalings by their name in files: `rope_type`, or `type` before Transformers 4.43. */
const scalings = {
  linear: z.pipe(
    z.object({ factor }),
    z.transform((file): RopeScaling => ({ kind: 'linear', factor: file.factor })),
  ),
  llama3: z.pipe(
    z
      .object({
        factor,
        low_freq_factor: z.number().check(z.positive()),
        high_freq_factor: z.number().check(z.positive()),
        original_max_position_embeddings: z.int().check(z.positive()),
      })
      .check(
        z.refine(
          file => file.low_freq_factor < file.high_freq_factor,
          'low_freq_factor must be less than high_freq_factor',
        ),
      ),
    z.transform((file): RopeScaling => ({
      kind: 'llama3',
      factor: file.factor,
      lowFrequencyFactor: file.low_freq_factor,
      highFrequencyFactor: file.high_freq_factor,
      originalContext: file.original_max_position_embeddings,
    })),
  ),
};

const field = z.looseObject({
  rope_type: z.nullish(z.string()),
  type: z.nullish(z.string()),
  rope_theta: theta,
  partial_rotary_factor: z.nullish(z.number()),
});

/**
 * Reads the rotary embedding of a `config.json`, from `rope_theta` and `rope_scaling` or, since Transformers 5, from
 * `rope_parameters`.
 *
 * @throws Failure `model-unsupported`, with the kind, for a scaling that {@link RopeScaling} does not have (yarn,
 *   dynamic, longrope); `model-file` for invalid or contradictory numbers
 */
export function readRope(file: Record<string, unknown>): Omit<RopeParameters, 'headDim'> {
  const fields = [readField('rope_parameters', file.rope_parameters), readField('rope_scaling', file.rope_scaling)];
  const scaled = fields.map(({ scaling }) => scaling).filter(({ kind }) => kind !== 'none');
  if (scaled.length === 2 && canonical(scaled[0]) !== canonical(scaled[1]))
    throw new Failure('model-file', 'config.json: rope_parameters and rope_scaling contradict each other.');
  const bases = [readTheta(file.rope_theta), ...fields.map(one => one.theta)].filter(base => base !== undefined);
  if (bases.some(base => base !== bases[0]))
    throw new Failure('model-file', 'config.json: rope_theta is given twice, differently.');
  return { ropeTheta: bases[0] ?? defaultTheta, ropeScaling: scaled[0] ?? { kind: 'none' } };
}

function readField(name: string, value: unknown): { theta: number | undefined; scaling: RopeScaling } {
  if (value === null || value === undefined) return { theta: undefined, scaling: { kind: 'none' } };
  const { rope_type, type, rope_theta, partial_rotary_factor: part } = parse(name, field, value);
  if ((part ?? 1) !== 1) throw new Failure('model-unsupported', `It asks for partial_rotary_factor: ${part}.`);
  const kind = rope_type ?? type ?? 'default';
  const base = rope_theta ?? undefined;
  if (kind === 'default') return { theta: base, scaling: { kind: 'none' } };
  if (kind !== 'linear' && kind !== 'llama3')
    throw new Failure('model-unsupported', `It asks for ${name}: ${JSON.stringify(kind.slice(0, 80))}.`);
  return { theta: base, scaling: parse(name, scalings[kind], value) };
}

const readTheta = (value: unknown): number | undefined => parse('rope_theta', theta, value) ?? undefined;

function parse<T>(name: string, schema: z.ZodMiniType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Failure('model-file', `config.json: ${describeIssue(parsed.error, [name])}`);
}
