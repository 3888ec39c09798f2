import type { Random } from '@/lib/core/random';
import { random } from '@/lib/core/random';
import { corpora } from '@/lib/panels/ner/corpora/registry';
import type { Sentence as CorpusSentence } from '@/lib/panels/ner/corpus';
import { goldPrediction } from '@/lib/panels/ner/demonstrations';
import type { Prediction } from '@/lib/panels/ner/prediction';
import type { Domain } from '../../corpus/english/domain';
import { heldOutDomains, trainingDomains } from '../../corpus/english/domains';
import type { WorldSentence } from '../../corpus/english/sentence';
import type { WordNet } from '../../corpus/english/wordnet';
import { createWorld } from '../../corpus/english/world';
import { wikiGold } from './wikigold';

export interface Sentence {
  text: string;
  gold: Prediction;
}

/** What is measured on: the labels that are asked for, sentences to annotate without help, and sentences to test on. */
export interface Setting {
  name: string;
  labels: readonly string[];
  pool: readonly Sentence[];
  test: readonly Sentence[];
}

/** Subjects that were trained on; their names are held out here as everywhere. */
const SEEN = ['sea', 'music', 'politics'];

function drawSetting(domain: Domain, stream: Random, sizes: { pool: number; test: number }, wordNet: WordNet): Setting {
  // As in the study of Loupe's design: half of the sentences do not tell the type, names have no form of their own and come again.
  const world = createWorld(
    domain,
    stream,
    { part: 'measuring', names: 8, neutral: 0.5, empty: 0, twice: 0, isShaped: false },
    wordNet,
  );
  const label = (type: string): string => domain.types[type]?.labels[0] ?? type;
  const sentence = ({ text, mentions }: WorldSentence): Sentence => ({
    text,
    gold: new Map(mentions.map(({ name, type }) => [name, label(type)])),
  });
  const texts = new Set<string>();
  const draw = (count: number): Sentence[] => {
    const drawn: Sentence[] = [];
    while (drawn.length < count) {
      const made = world.sentence(stream);
      if (texts.has(made.text)) continue;
      texts.add(made.text);
      drawn.push(sentence(made));
    }
    return drawn;
  };
  return {
    name: domain.name,
    labels: Object.keys(domain.types).map(label),
    pool: draw(sizes.pool),
    test: draw(sizes.test),
  };
}

/** The corpora of the panel in subjects of which nothing was trained on. */
async function builtIn(sizes: { pool: number; test: number }): Promise<Setting[]> {
  const read = ({ text, entities }: CorpusSentence): Sentence => ({ text, gold: goldPrediction({ text, entities }) });
  const loaded = await Promise.all(
    corpora
      .filter(({ isTrainedSubject }) => !isTrainedSubject)
      .map(async ({ id, load }) => ({ id, ...(await load()) })),
  );
  return loaded.map(({ id, unlabelled, test }) => ({
    name: id,
    labels: unlabelled.labels,
    pool: unlabelled.sentences.slice(0, sizes.pool).map(read),
    test: test.sentences.slice(0, sizes.test).map(read),
  }));
}

/** Three worlds of subjects that were trained on, three of subjects that were not, the panel's own corpora, and real text. */
export async function drawSettings(
  sizes: { pool: number; test: number },
  wordNet: WordNet,
): Promise<Record<string, Setting[]>> {
  const worlds = (domains: readonly Domain[]) =>
    domains.map(domain => drawSetting(domain, random(20).fork(domain.name), sizes, wordNet));
  const real = wikiGold(2 * sizes.test);
  return {
    'known subjects': worlds(trainingDomains.filter(({ name }) => SEEN.includes(name))),
    'held-out subjects': worlds(heldOutDomains),
    'built-in corpora': await builtIn({ pool: sizes.pool, test: Math.round(1.5 * sizes.test) }),
    ...(real.length > 0 && { 'WikiGold test': real }),
  };
}
