/**
 * `npm run texts`: writes the texts that the KV-cache panel tries caches on, in the prompts that the shipped models were trained on, and none
 * of which they were trained on. Deterministic.
 */
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { random } from '@/lib/core/random';
import { product, sampleHeldOut } from '@/lib/panels/divide-and-conquer/tasks/multiplication/problem';
import { stepwisePrompt } from '@/lib/panels/divide-and-conquer/tasks/multiplication/prompts';
import type { CacheText } from '@/lib/panels/kv-cache/texts/contract';
import { answerText, promptFor } from '@/lib/panels/ner/prompts';
import { readWordNet } from './corpus/english/wordnet';
import { drawSettings, type Sentence, type Setting } from './measure/english/settings';

const count = 32;
const digits = 5;
/** Demonstrations of a needle's prompt. */
const haystack = 12;

function products(): CacheText[] {
  const stream = random(7).fork('products');
  return Array.from({ length: count }, (_, i) => {
    const problem = sampleHeldOut(stream, digits);
    return {
      id: `product-${i + 1}`,
      title: `${problem.a} × ${problem.b}`,
      text: [{ role: 'user' as const, content: stepwisePrompt(problem) }],
      promptTokens: null,
      answer: product(problem),
    };
  });
}

/** A sentence that names one thing, and an earlier sentence that tells what it is. */
function needles({ pool, test, labels, name: world }: Setting, wanted: number, first: number): CacheText[] {
  const stream = random(7).fork(`needles ${world}`);
  const names = (sentence: Sentence) => [...sentence.gold.keys()];
  const found: CacheText[] = [];
  for (const query of test) {
    const [name = ''] = names(query);
    const label = query.gold.get(name) ?? '';
    const telling = pool.find(sentence => sentence.text !== query.text && names(sentence)[0] === name && names(sentence).length === 1); // prettier-ignore
    if (query.gold.size !== 1 || !telling || found.length === wanted) continue;
    const others = pool.filter(sentence => !names(sentence).some(other => other === name));
    const drawn = Array.from({ length: haystack - 1 }, () => others[stream.integer(0, others.length - 1)] ?? telling);
    const depth = (first + found.length) % haystack;
    const shown = [...drawn.slice(0, depth), telling, ...drawn.slice(depth)];
    const { text } = promptFor(
      query.text,
      labels,
      shown.map(sentence => ({ text: sentence.text, prediction: sentence.gold })),
    );
    found.push({
      id: `needle-${first + found.length + 1}`,
      title: `${name}, told in example ${depth + 1} of ${haystack}`,
      text: [{ role: 'user', content: text }],
      promptTokens: null,
      answer: answerText(new Map([[name, label]])),
    });
  }
  return found;
}

async function write(name: string, texts: readonly CacheText[]): Promise<void> {
  const file = `lib/panels/kv-cache/texts/data/${name}.json`;
  const options = { ...(await resolveConfig(file)), filepath: file };
  writeFileSync(file, await format(JSON.stringify(texts), options));
  console.log(`${file}: ${texts.length} texts`);
}

const settings = await drawSettings({ pool: 100, test: 70 }, readWordNet());
const worlds = settings['known subjects'] ?? [];
const each = Math.ceil(count / worlds.length);
await write('products', products());
await write(
  'needles',
  worlds.flatMap((world, i) => needles(world, Math.min(each, count - i * each), i * each)),
);
