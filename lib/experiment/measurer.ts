import { asFailure, Failure, type FailureKind } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { createSemaphore } from '@/lib/core/semaphore';
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

/** Measurements that are asked for at once: each occupies a worker for long, and no machine has more of them. */
const mostAtOnce = 8;

/** Asks one engine for measurements. */
export function createMeasurer(engine: Engine, { ready, onLost, signal }: MeasurerOptions): Measure {
  const permits = createSemaphore(mostAtOnce);

  async function once(request: MeasureRequest, onStart: () => void, onPart: (part: Json) => void): Promise<Measured> {
    await ready();
    if (!engine.measure) throw new Failure('measuring-unsupported', engine.id);
    onStart();
    const started = performance.now();
    const value = await engine.measure(request, onPart, signal);
    return { value, total_ms: performance.now() - started };
  }

  async function repeated(...call: Parameters<Measure>): Promise<Measured> {
    try {
      return await once(...call);
    } catch (error) {
      const failure = asFailure(error);
      if (signal.aborted || !repeatable.has(failure.kind)) throw failure;
      onLost(failure);
      return once(...call);
    }
  }

  return async (...call) => {
    const release = await permits.acquire(signal);
    return repeated(...call).finally(release);
  };
}
