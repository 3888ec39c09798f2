import { type EngineRef } from '@/lib/engines/contract';
import { nerModel } from '@/lib/engines/models';
import type { Sampling, Settings } from '@/lib/experiment/panel';

/** An experiment that comes with the site. `sentence` says what to see in its recorded run: read it again after each recording. */
interface ReadyMade {
  file: string;
  title: string;
  sentence: string;
  panel: string;
  /** Default: the panel's own. */
  model?: EngineRef;
  /** Of the first panel in the short form of its version 1, which it still reads. */
  settings: Settings;
  sampling?: Partial<Sampling>;
  seed?: number;
}

const panel = 'divide-and-conquer';

/** In the order of the home page; the first is what the panel opens with. */
export const readyMade: ReadyMade[] = [
  {
    file: 'one-multiplication.json',
    title: 'One multiplication, three ways',
    sentence: 'The direct answer is wrong. Step by step, or split into 31 small calls, the same model gets it right.',
    panel,
    settings: {},
  },
  {
    file: 'seven-ways.json',
    title: 'Seven ways to multiply',
    sentence:
      'The direct answer is wrong, and so is one level of splitting, whose parts are still too large. The other five take small enough steps, in 1 to 19 calls.',
    panel,
    settings: {
      a: '618',
      b: '947',
      strategies: ['io', 'cot', 'cot-sc', 'least-to-most', 'decomposed', 'single-level', 'divide-and-conquer'],
    },
  },
  {
    file: 'leaves-too-large.json',
    title: 'Where the error enters',
    sentence:
      'Leaves of two digits ask for products that the model never learned. The merge adds up correctly what the leaves got wrong.',
    panel,
    settings: { strategies: ['divide-and-conquer'], leaf: 2 },
  },
  {
    file: 'merged-by-code.json',
    title: 'Split and merged by code',
    sentence:
      'Two numbers of eight digits: code splits and adds up, and the model only multiplies single digits, which it has learned.',
    panel,
    settings: {
      a: '48213907',
      b: '91775268',
      strategies: ['divide-and-conquer'],
      split: 'code',
      merge: 'code',
    },
  },
  {
    file: 'accuracy-by-digits.json',
    title: 'Twenty-four products, two to seven digits',
    sentence:
      'The direct answer fails from two digits on. Chain of thought and divide and conquer are right up to seven digits, in one long context or in up to a hundred short ones.',
    panel,
    settings: { problems: 'drawn', digits: ['2', '3', '4', '5', '6', '7'], count: 24 },
  },
  {
    file: 'votes.json',
    title: 'When voting helps',
    sentence:
      'At temperature 1, single chains of thought are wrong on two of twelve problems. A majority vote of seven is right on all twelve, for seven times the tokens.',
    panel,
    settings: {
      problems: 'drawn',
      digits: ['5', '6'],
      count: 12,
      strategies: ['cot', 'cot-sc'],
      samples: 7,
      drawTemperature: 1,
    },
    sampling: { temperature: 1 },
  },
  {
    file: 'addition-control.json',
    title: 'The control: addition',
    sentence:
      'The direct answer is right on 21 of 24 sums, though on no product: one pass can add. Divide and conquer is right on 24, which is not a statistically significant difference.',
    panel,
    settings: {
      task: 'addition',
      problems: 'drawn',
      digits: ['2', '4', '6', '8'],
      count: 24,
      strategies: ['io', 'cot', 'least-to-most', 'divide-and-conquer'],
    },
  },
  {
    file: 'ner-harbour-log.jsonl.gz',
    title: 'The loop on a harbour log',
    sentence:
      'The model improves itself: with what it annotated as demonstrations, F1 rises from 58.5 to 75.3. Random ones of these give 59.7, and those of people up to 81.4.',
    panel: 'ner',
    settings: { corpus: 'harbour-log', retrievals: ['diverse-ranked', 'nearest', 'random'] },
  },
  {
    file: 'ner-news-desk.jsonl.gz',
    title: 'The loop on a news desk',
    sentence:
      'Where it knows the subject less, the model does not improve itself: 32 % of the entities that it keeps are right. F1 is 28.1 without demonstrations, 25.8 with its own, and 43.2 with those of people (nearest).',
    panel: 'ner',
    settings: {},
  },
  {
    file: 'ner-theatre-archive.jsonl.gz',
    title: 'The loop on a theatre archive',
    sentence:
      'Labels that the model never learned: F1 is 15.9 without demonstrations and 14.9 with its own, because 19 % of what it keeps is right. Demonstrations by people raise it to 39.6.',
    panel: 'ner',
    settings: { corpus: 'theatre-archive' },
  },
  {
    file: 'ner-selections.jsonl.gz',
    title: 'Three selections, four retrievals',
    sentence:
      'The retrieval decides, not the selection: ranked by consistency, the model\u2019s own demonstrations raise F1 from 58.5 to 74.1, 75.3 and 76.3 under the three selections. Random ones leave it between 54.5 and 59.7.',
    panel: 'ner',
    settings: {
      corpus: 'harbour-log',
      selections: ['sample-threshold', 'entity-threshold', 'voting-only'],
      retrievals: ['diverse-ranked', 'diverse', 'nearest', 'random'],
    },
  },
  {
    file: 'ner-rounds.jsonl.gz',
    title: 'Three rounds',
    sentence:
      'More rounds do not help, as the paper found: three keep 239 sentences in place of 156, and F1 is 68.2 in place of 70.9, against 58.5 without demonstrations. Of the entities that they add, 74 %, 77 % and 40 % are right.',
    panel: 'ner',
    settings: { corpus: 'harbour-log', rounds: 3, retrievals: ['nearest'] },
  },
  {
    file: 'ner-fifty.jsonl.gz',
    title: 'Fifty unlabelled sentences instead of three hundred',
    sentence:
      'Of fifty sentences the model keeps 24, and F1 goes from 58.5 to 61.1, which may be chance. Of three hundred it keeps 156, and F1 is 70.9. Gold demonstrations from fifty give 76.2.',
    panel: 'ner',
    settings: { corpus: 'harbour-log', unlabelled: 50, retrievals: ['nearest'] },
  },
  {
    file: 'ner-strict-threshold.jsonl.gz',
    title: 'A stricter threshold',
    sentence:
      'At five votes of five, 92 sentences stay instead of 156, and 84 % of their entities are right instead of 74 %. F1 is 73.8 instead of 70.9, against 58.5 without demonstrations: fewer and better ones do at least as well.',
    panel: 'ner',
    settings: { corpus: 'harbour-log', selection: { 'sample-threshold': { threshold: 5 } }, retrievals: ['nearest'] },
  },
  {
    file: 'kv-learned.jsonl.gz',
    title: 'A model that learned to merge its cache (DMC)',
    sentence:
      'Trained to merge tokens where that does no harm, the model reads 103 slots a head where the plain one reads 234, and gets all four products right. No policy without training gets one at 1.5×.',
    panel: 'kv-cache',
    model: { engine: 'embedded', model: 'loupe-arithmetic-dmc-2x' },
    settings: { policies: ['full'], ratios: ['1'] },
  },
  {
    file: 'kv-products.jsonl.gz',
    title: 'Seven policies on long multiplication',
    sentence:
      'A working of some 400 tokens needs nearly all of them. At 1.5×, KeyDiff expects the same token as the full cache 1,590 times of 1,599, H2O 1,524 times, chance 1,423 times, and yet none of them gets one of four products right by itself.',
    panel: 'kv-cache',
    settings: {},
  },
  {
    file: 'kv-needles.jsonl.gz',
    title: 'A needle among twelve examples',
    sentence:
      'With the full cache, 22 of 24 names get the label that one example told. At 4×, SnapKV still gets 15, H2O 12, a window with sinks 10, and chance none.',
    panel: 'kv-cache',
    model: nerModel.ref,
    settings: { texts: 'needles', count: 24, tokens: 60, ratios: ['2', '4', '8'] },
  },
  {
    file: 'kv-haystacks.jsonl.gz',
    title: 'Needles by depth and length',
    sentence:
      'At 4×, a window with sinks finds 21 of 24 names that the last quarter of the prompt tells, and 14 of the 72 told before. SnapKV finds 20 and 39, the full cache 22 and 61. With sixteen examples the full cache itself finds 17 of 24.',
    panel: 'kv-cache',
    model: nerModel.ref,
    settings: {
      texts: 'needles',
      count: 24,
      lengths: ['4', '8', '12', '16'],
      tokens: 60,
      policies: ['full', 'streaming-llm', 'h2o', 'snapkv'],
      ratios: ['4'],
    },
  },
  {
    file: 'kv-quantised.jsonl.gz',
    title: 'Fewer bits in place of fewer tokens',
    sentence:
      'All tokens stay, in fewer bits. Eight bits make the cache 3.4 times smaller and change none of 1,599 tokens; four bits make it 5.0 to 5.8 times smaller and change one to three, which costs one to three of four answers.',
    panel: 'kv-cache',
    settings: {
      policies: [
        'full',
        'quantised-f16',
        'quantised-q8_0',
        'quantised-kivi-4',
        'quantised-q4_0-rotated',
        'quantised-q4_0',
      ],
      ratios: ['1'],
    },
  },
  {
    file: 'kv-repeated.jsonl.gz',
    title: 'Control: repetition hides damage',
    sentence:
      'At 2×, KeyDiff makes the perplexity of repeated text 1.36 times as large, although KL says 0.89 nats a token, which is 2.4 times. A benchmark that repeats itself hides the damage.',
    panel: 'kv-cache',
    model: nerModel.ref,
    settings: { texts: 'repeated', count: 2, ratios: ['2', '4', '8'] },
  },
];
