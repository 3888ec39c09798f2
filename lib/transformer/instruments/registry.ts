import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { cacheTrial } from './cache-trial/instrument';
import type { Instrument, InstrumentModel } from './contract';

/** All instruments. A new one is a file and a line here. */
const instruments: readonly Instrument[] = [cacheTrial];

/** @throws Failure `experiment-invalid` for an unknown instrument, and what the instrument throws */
export async function runInstrument(
  request: { instrument: string; input: Json },
  model: InstrumentModel,
  onPart: (part: Json) => void,
  signal: AbortSignal,
): Promise<Json> {
  const found = instruments.find(({ id }) => id === request.instrument);
  if (!found) throw new Failure('experiment-invalid', `There is no instrument "${request.instrument}".`);
  return found.run(model, request.input, onPart, signal);
}
