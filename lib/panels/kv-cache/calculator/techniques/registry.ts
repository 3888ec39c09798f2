import type { Keep } from '../size';
import type { Technique, TechniqueSettings } from './contract';
import { dms } from './delayed-eviction';
import { evictionByShare, evictionBySlots } from './eviction';
import { dmc } from './merging';
import { streaming } from './streaming';

/** All techniques, in the order in which they are applied; the place is the colour of the technique. */
export const techniques: readonly Technique[] = [dmc, dms, streaming, evictionByShare, evictionBySlots];

/** What several techniques keep together, by the settings of each. A technique without settings is not applied. */
export function keepOf(chosen: Readonly<Record<string, TechniqueSettings | undefined>>): Keep {
  const applied = techniques.flatMap(technique => {
    const settings = chosen[technique.id];
    return settings ? [{ technique, settings }] : [];
  });
  return (slots, store) =>
    applied.reduce(
      (left, { technique, settings }) => (technique.suits(store) ? technique.keep(left, settings) : left),
      slots,
    );
}
