import type { AnnotatedSentence } from '../annotations';
import type { IterationState } from '../iterate';
import type { Loop } from './loop';

/**
 * The annotation by which a selection decided on each sentence, in the order of the first round: that with which the sentence joined the pool,
 * else its last. A selection that leads no round may have kept a sentence in an earlier round than its last.
 */
export function decidingOf({ annotated, latest }: Pick<Loop, 'annotated' | 'latest'>, { pool }: IterationState) {
  const joined = new Map(pool.map(({ id, round }) => [id, round + 1]));
  const deciding = new Map<string, AnnotatedSentence>(latest);
  for (const one of annotated) {
    const { sentence, round } = one.result;
    if (joined.get(sentence.id) === round) deciding.set(sentence.id, one);
  }
  return [...deciding.values()];
}
