import type { Contender } from './contender';
import { kept } from './measure';
import { scenarios } from './scenarios';

/** One contender in one scenario. */
export interface Corner {
  contender: string;
  scenario: string;
}

/** Two that are measured one right after the other, again and again: what else the machine does falls on both. */
export interface Duel {
  what: string;
  one: Corner;
  other: Corner;
}

export interface DuelFigure {
  what: string;
  /** Speed of the one over that of the other, of each round. */
  rounds: number[];
}

/** Duels whose contenders are all here, `rounds` times each. */
export async function measureDuels(
  duels: readonly Duel[],
  contenders: readonly Contender[],
  rounds: number,
  enough: number,
): Promise<DuelFigure[]> {
  const figures: DuelFigure[] = [];
  for (const { what, one, other } of duels) {
    const corners = [one, other].map(({ contender, scenario }) => ({
      contender: contenders.find(({ name }) => name === contender),
      scenario: scenarios.find(({ name }) => name === scenario)!,
    }));
    const speed = (corner: (typeof corners)[number], least: number) =>
      corner.scenario.measure(corner.contender!, least);
    if (corners.some(({ contender }) => !contender)) continue;
    for (const corner of corners) await speed(corner, 1); // Warms up.
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const first = await speed(corners[0]!, enough);
      ratios.push(kept(first / (await speed(corners[1]!, enough))));
    }
    figures.push({ what, rounds: ratios });
    console.log(what);
  }
  return figures;
}
