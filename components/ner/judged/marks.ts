import { errorKinds } from '@/lib/panels/ner/errors';
import type { Verdict, VerdictKind } from '@/lib/panels/ner/report/verdicts';

/** The sign of a verdict; its word always stands beside it or is said. */
export const signs: Readonly<Record<VerdictKind, string>> = {
  right: '\u2713',
  'wrong-label': '\u2260',
  'wrong-boundary': '\u2194',
  spurious: '+',
  absent: '\u2205',
  missed: '\u2212',
};

export const wordOf = (kind: VerdictKind): string => (kind === 'right' ? 'right' : errorKinds[kind].title);

/** A verdict in words: `wrong label, gold: Ship`. `isPlaced`: it is drawn in the sentence, although it is not written there like this. */
export function wordsOf({ kind, mention, entities }: Verdict, isPlaced: boolean): string {
  const gold = entities.map(entity =>
    entity.mention === mention ? entity.label : `${entity.mention} (${entity.label})`,
  );
  switch (kind) {
    case 'wrong-label':
    case 'wrong-boundary':
      return `${wordOf(kind)}, gold: ${gold.join(', ')}`;
    case 'absent':
      return isPlaced ? `not written like this: \u201c${mention}\u201d` : wordOf(kind);
    case 'right':
    case 'spurious':
    case 'missed':
      return wordOf(kind);
  }
}
