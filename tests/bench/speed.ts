import type { Backend, BackendName } from '@/lib/transformer/contract';
import { type Spread, spread } from './measure';
import { scenarios } from './scenarios';

export interface SpeedFigure {
  scenario: string;
  backend: BackendName;
  /** Tokens per second. */
  speed: Spread;
  /** Times the reference backend, of the same round. */
  ratio: Spread;
}

/**
 * Every scenario on every backend, `rounds` times, alternated: what else the machine does in a round falls on all of them. The first
 * backend is what the ratios are taken against.
 */
export function measureSpeed(backends: readonly Backend[], rounds: number, enough: number): SpeedFigure[] {
  // A round that does not count: compilers warm up, caches grow.
  for (const { measure } of scenarios) for (const backend of backends) measure(backend, 1);
  const speeds = scenarios.map(() => backends.map((): number[] => []));
  for (let round = 0; round < rounds; round++)
    scenarios.forEach(({ measure }, s) =>
      backends.forEach((backend, b) => speeds[s]![b]!.push(measure(backend, enough))),
    );
  return scenarios.flatMap(({ name }, s) =>
    backends.map((backend, b) => {
      const own = speeds[s]![b]!;
      const base = speeds[s]![0]!;
      return {
        scenario: name,
        backend: backend.name,
        speed: spread(own),
        ratio: spread(own.map((value, round) => value / base[round]!)),
      };
    }),
  );
}
