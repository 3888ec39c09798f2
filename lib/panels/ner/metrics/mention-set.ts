import type { Metric } from './contract';
import { LabelCounts } from './contract';

/**
 * The metric of the reference implementation of arXiv 2311.08921: sets of mention and label. A prediction with a label outside of the set is
 * not counted at all, and the empty mention neither; a mention that is not in the sentence counts as predicted and is wrong. A gold label
 * outside of the set, for which the reference raises, is not asked for and not counted.
 */
export const mentionSet: Metric = {
  id: 'mention-set',
  title: 'Mentions as a set',
  forgives:
    'Forgives where a mention stands and how often: the same words in two places are one entity, and labels outside of the set cost nothing.',
  byLabel: true,
  count({ text, gold, predicted }, labels) {
    const counts = new LabelCounts();
    const known = new Set(labels);
    for (const label of gold.mentions.values()) if (known.has(label)) counts.add(label, 'gold');
    for (const [mention, label] of predicted.mentions) {
      if (mention === '' || !known.has(label)) continue;
      counts.add(label, 'predicted');
      if (text.includes(mention) && gold.mentions.get(mention) === label) counts.add(label, 'correct');
    }
    return counts;
  },
};
