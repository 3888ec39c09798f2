import type { Judged } from './metrics/contract';

export type ErrorKind = 'missed' | 'spurious' | 'wrong-label' | 'wrong-boundary' | 'absent';

/** Each kind in a sentence. */
export const errorKinds: Readonly<Record<ErrorKind, { title: string; sentence: string }>> = {
  missed: { title: 'missed', sentence: 'An entity that no predicted mention touches.' },
  spurious: { title: 'spurious', sentence: 'A predicted mention that touches no entity.' },
  'wrong-label': { title: 'wrong label', sentence: 'The mention is an entity, but of another label.' },
  'wrong-boundary': { title: 'wrong boundary', sentence: 'The mention overlaps an entity and is not one itself.' },
  absent: { title: 'absent', sentence: 'The predicted mention is not in the sentence.' },
};

export interface EntityError {
  kind: ErrorKind;
  mention: string;
  /** As predicted; as in the gold annotation for `missed`. */
  label: string;
  /** The entities that it touches, in the order of the gold annotation. */
  entities: { mention: string; label: string }[];
}

/** From and to in UTF-16 units, ascending. */
type Ranges = readonly (readonly [from: number, to: number])[];

/**
 * What is wrong with a prediction, by mentions as the set metric sees them: predicted mentions in their order, then missed entities. Every
 * predicted mention is right or one error, so that errors and right ones add up to the prediction.
 */
export function errorsOf({ text, gold, predicted }: Judged): EntityError[] {
  const entities = [...gold.mentions].map(([mention, label]) => ({ mention, label, at: rangesOf(text, mention) }));
  const reached = new Set<string>();
  const errors: EntityError[] = [];
  for (const [mention, label] of predicted.mentions) {
    const at = rangesOf(text, mention);
    const touched = entities.filter(entity => overlap(at, entity.at));
    for (const entity of touched) reached.add(entity.mention);
    const right = gold.mentions.get(mention);
    if (at.length > 0 && right === label) continue;
    const kind =
      at.length === 0
        ? 'absent'
        : right !== undefined
          ? 'wrong-label'
          : touched.length > 0
            ? 'wrong-boundary'
            : 'spurious';
    errors.push({ kind, mention, label, entities: touched.map(one => ({ mention: one.mention, label: one.label })) });
  }
  for (const { mention, label } of entities)
    if (!reached.has(mention)) errors.push({ kind: 'missed', mention, label, entities: [] });
  return errors;
}

/** All places of a mention; the empty mention has none. */
function rangesOf(text: string, mention: string): Ranges {
  const ranges: [number, number][] = [];
  if (mention === '') return ranges;
  for (let at = text.indexOf(mention); at >= 0; at = text.indexOf(mention, at + 1))
    ranges.push([at, at + mention.length]);
  return ranges;
}

/** Whether any two overlap. Ranges of one list have one length, so that both ends ascend. */
function overlap(a: Ranges, b: Ranges): boolean {
  for (let i = 0, j = 0; ;) {
    const [first, second] = [a[i], b[j]];
    if (!first || !second) return false;
    if (first[1] <= second[0]) i++;
    else if (second[1] <= first[0]) j++;
    else return true;
  }
}
