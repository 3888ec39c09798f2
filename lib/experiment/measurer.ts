import { asFailure, Failure, type FailureKind } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { Engine, MeasureRequest } from '@/lib/engines/contract';

export interface MeasurerOptions {
  /** Makes the engine ready, if it is not. */
  ready(): Promise<void>;
  /** The engine's device or worker was lost. */
  onLost(failure: Failure): void;
  signal: AbortSignal;
}

export interface Measured {
  value: Json;
  total_ms: number;
}

/** Measures with one engine; starts `onStart` anew where the engine is lost on the way. */
export type Measure = (request: MeasureRequest, onStart: () => void, onPart: (part: Json) => void) => Promise<Measured>;

/** Failures after which a measurement is begun once more, with the engine made ready again. */
const repeatable: ReadonlySet<FailureKind> = new Set(['device-lost', 'worker-died']);

/** Asks one engine for measurements. */
export function createMeasurer(engine: Engine, { ready, onLost, signal }: MeasurerOptions): Measure {
  async function once(request: MeasureRequest, onStart: () => void, onPart: (part: Json) => void): Promise<Measured> {
    await ready();
    if (!engine.measure) throw new Failure('measuring-unsupported', engine.id);
    onStart();
    const started = performance.now();
    const value = await engine.measure(request, onPart, signal);
    return { value, total_ms: performance.now() - started };
  }

  return async (request, onStart, onPart) => {
    try {
      return await once(request, onStart, onPart);
    } catch (error) {
      const failure = asFailure(error);
      if (signal.aborted || !repeatable.has(failure.kind)) throw failure;
      onLost(failure);
      return once(request, onStart, onPart);
    }
  };
}
