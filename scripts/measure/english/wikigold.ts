import { sharedFile } from '@/tests/support/shared-cases';
import { plainSpelling } from '../../corpus/english/real';
import type { Sentence, Setting } from './settings';

interface TestFile {
  labels: string[];
  samples: { sentence: string; gold: [mention: string, label: string][] }[];
}

/**
 * The test part of WikiGold that the panel's reference uses (274 sentences, Balasuriya et al. 2009), where it lies beside the checkout.
 * Each half is tested with the other half as its pool, so that no sentence of either was trained on.
 */
export function wikiGold(most: number): Setting[] {
  const bytes = sharedFile('oracle/ner/test_274.json');
  if (!bytes) return [];
  const { labels, samples } = JSON.parse(bytes.toString('utf8')) as TestFile;
  const sentences = samples.map(({ sentence, gold }): Sentence => ({
    text: plainSpelling(sentence),
    gold: new Map(gold.map(([mention, label]) => [plainSpelling(mention), label])),
  }));
  const half = Math.ceil(sentences.length / 2);
  const [first, second] = [sentences.slice(0, half).slice(0, most), sentences.slice(half).slice(0, most)];
  return [
    { name: 'first half', labels, pool: second, test: first },
    { name: 'second half', labels, pool: first, test: second },
  ];
}
