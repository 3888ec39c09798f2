import type { Contender } from './contender';
import { kept } from './measure';
import { scenarios } from './scenarios';

export interface SpeedFigure {
  scenario: string;
  contender: string;
  /** Tokens per second, of each round: figures of one round are of one moment, and only they are compared. */
  rounds: number[];
}

/**
 * Every scenario on every contender that it suits, `rounds` times, alternated: what else the machine does in a round falls on all of them.
 */
export async function measureSpeed(
  contenders: readonly Contender[],
  rounds: number,
  enough: number,
): Promise<SpeedFigure[]> {
  const pairs = scenarios.flatMap(scenario =>
    contenders.filter(scenario.suits).map(contender => ({ scenario, contender, rounds: [] as number[] })),
  );
  // A round that does not count: compilers warm up, prompts are read, caches grow.
  for (const { scenario, contender } of pairs) await scenario.measure(contender, 1);
  console.log('Warm');
  for (let round = 1; round <= rounds; round++) {
    for (const pair of pairs) pair.rounds.push(kept(await pair.scenario.measure(pair.contender, enough)));
    console.log(`Round ${round} of ${rounds}`);
  }
  return pairs.map(({ scenario, contender, rounds }) => ({
    scenario: scenario.name,
    contender: contender.name,
    rounds,
  }));
}
