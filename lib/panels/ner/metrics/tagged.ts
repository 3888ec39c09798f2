import type { Span } from '../corpus';
import { decodeTags } from '../tags/decode';
import { schemeOf } from '../tags/schemes';
import { parseTag } from '../tags/tag';
import type { Annotation, Judged, Metric } from './contract';
import { exactPairs } from './matching';
import { countByLabel } from './spans';

/** Entities by the tags, as ranges of tokens; undefined where there are no tags. */
function spansOfTags({ tags: tagged }: Annotation, mode: 'strict' | 'lenient'): Span[] | undefined {
  if (!tagged) return undefined;
  const { chunks } = decodeTags(tagged.tags.map(parseTag), schemeOf(tagged.scheme), mode);
  return chunks.map(({ from, to, label }) => ({ start: from, end: to, label }));
}

const byTags =
  (mode: 'strict' | 'lenient') =>
  ({ gold, predicted }: Judged): ReturnType<Metric['count']> => {
    const [inGold, inPredicted] = [spansOfTags(gold, mode), spansOfTags(predicted, mode)];
    return inGold && inPredicted ? countByLabel({ spans: inGold }, { spans: inPredicted }, exactPairs) : null;
  };

/** As conlleval counts (E. F. Tjong Kim Sang and S. Buchholz, CoNLL 2000), which seqeval does by default. */
export const lenientTags: Metric = {
  id: 'lenient-tags',
  title: 'Tags, lenient (conlleval)',
  forgives: 'Forgives tags that break their scheme: an I that continues nothing begins an entity.',
  byLabel: true,
  count: byTags('lenient'),
};

/** As seqeval counts in its strict mode. */
export const strictTags: Metric = {
  id: 'strict-tags',
  title: 'Tags, strict',
  forgives: 'Forgives nothing: an entity with a tag that breaks its scheme is none.',
  byLabel: true,
  count: byTags('strict'),
};
