import { leaveOut, type LeftOutList, nothingLeftOut } from '@/lib/data/left-out';
import { thousands } from '@/lib/data/limits';
import { type Scheme, schemeOf, schemes, violationsOf } from './schemes';
import type { Tag } from './tag';

/** Which scheme the tags of a corpus follow. */
export interface Detection {
  scheme: Scheme;
  /** Which it is, and why, in a sentence. */
  sentence: string;
  /** Tags that break the scheme, by line; none where it fits. */
  violations: LeftOutList;
}

export interface SchemeDetector {
  /**
   * Takes the tags of one sentence.
   * @param lines the line of each tag
   */
  add(tags: readonly Tag[], lines: readonly number[]): void;
  result(): Detection;
}

/** Counts for every scheme the tags that break it, sentence by sentence, and holds no sentence. */
export function schemeDetector(): SchemeDetector {
  const counts = schemes.map(scheme => ({ scheme, violations: nothingLeftOut() }));
  const letters = new Set<string>();
  let mentions = 0;

  return {
    add(tags, lines) {
      const inside = tags.filter(tag => tag.role !== 'outside');
      if (inside.length === 0) return;
      mentions += inside.length;
      for (const { letter } of inside) letters.add(letter);
      for (const { scheme, violations } of counts)
        violationsOf(tags, scheme, ({ index, reason }) => leaveOut(violations, lines[index] ?? 1, reason));
    },
    result() {
      if (mentions === 0)
        return {
          scheme: schemeOf('IOB2'),
          sentence: 'No token is tagged, so that every scheme reads it the same.',
          violations: nothingLeftOut(),
        };
      const fits = counts.filter(({ violations }) => violations.total === 0).map(({ scheme }) => scheme);
      const [scheme, ...others] = fits;
      const seen = [...letters].filter(letter => letter !== '').sort();
      if (scheme) return { scheme, sentence: whyItFits(scheme, others, seen), violations: nothingLeftOut() };
      const nearest = counts.reduce((best, next) => (next.violations.total < best.violations.total ? next : best));
      const [first] = nearest.violations.listed;
      return {
        scheme: nearest.scheme,
        sentence:
          `No scheme fits all tags. ${nearest.scheme.title} comes nearest: ${thousands(nearest.violations.total)} of ` +
          `${thousands(mentions)} tags break it, the first in line ${first?.line ?? 1}.`,
        violations: nearest.violations,
      };
    },
  };
}

function whyItFits(scheme: Scheme, others: readonly Scheme[], seen: readonly string[]): string {
  const prefixes = seen.length === 0 ? 'no prefixes' : `the prefixes ${seen.join(', ')}`;
  const also = others.length === 0 ? '' : ` ${others.map(other => other.id).join(' and ')} would read it the same.`;
  return `${scheme.title}: the tags have ${prefixes}, and all follow its rule. ${scheme.summary}${also}`;
}
