import type * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { describeIssue } from '@/lib/core/issue';
import type { Json } from '@/lib/core/json';
import type { Backend } from '../contract';
import type { Tokenizer } from '../tokenizer';

/** The model that an instrument looks into; it has the backend for itself until it has ended. */
export interface InstrumentModel {
  backend: Backend;
  tokenizer: Tokenizer;
}

/**
 * Deterministic. Releases every sequence that it opens.
 *
 * @param onPart gets what is known on the way
 * @throws Failure; `cancelled` within a pass after the signal
 */
type Run<Input> = (
  model: InstrumentModel,
  input: Input,
  onPart: (part: Json) => void,
  signal: AbortSignal,
) => Promise<Json>;

/** Measures something inside a model. Takes and gives JSON, so that a measurement can be journaled, shared and replayed. */
export interface Instrument {
  id: string;
  /** As {@link Run}; also throws `experiment-invalid` for an input that it cannot take. */
  run: Run<Json>;
}

/** An instrument that checks its input before it runs. */
export const instrument = <Input>(id: string, schema: z.ZodMiniType<Input>, run: Run<Input>): Instrument => ({
  id,
  async run(model, value, onPart, signal) {
    const input = schema.safeParse(value);
    if (input.success) return run(model, input.data, onPart, signal);
    throw new Failure('experiment-invalid', `${id}: ${describeIssue(input.error)}`);
  },
});
