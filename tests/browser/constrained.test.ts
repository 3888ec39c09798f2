import { afterEach, describe, expect, it } from 'vitest';
import type { ChatRequest, Engine } from '@/lib/engines/contract';
import { createBrowserEmbeddedEngine } from '@/lib/engines/embedded-browser';
import { parseAnswer } from '@/lib/panels/ner/answers/parse';
import { answerSchema, promptFor } from '@/lib/panels/ner/prompts';
import type { BackendChoice } from '@/lib/transformer/backends/choose';

/** The shipped model in its worker, held to the answers of the NER panel, about which it knows nothing. */

const folderUrl = new URL('/models/loupe-arithmetic/', location.href).href;
const never = new AbortController().signal;
const labels = ['Person', 'Place', 'Organisation'];
const schema = answerSchema(labels);

let engine: Engine;
afterEach(() => engine.dispose());

const asked = (seed: number): ChatRequest => ({
  messages: [{ role: 'user', content: promptFor('Max left Ulm .', labels).text.slice(-60) }],
  max_tokens: 8 + (seed % 40),
  temperature: seed % 4,
  top_p: seed % 5 === 0 ? 0.7 : 1,
  seed,
  stop: [],
  logprobs: seed % 7 === 0,
  schema,
});

async function answersOf(requests: ChatRequest[]): Promise<string[]> {
  const texts = requests.map(() => '');
  for await (const { index, text } of engine.completeBatch!(requests, never)) texts[index] += text;
  return texts;
}

/** Whether an answer is read whole, with labels of the set alone. */
function isReadable(answer: string): boolean {
  const context = { sentence: '', labels, mode: 'zero-shot', isJson: true } as const;
  const { prediction, failure } = parseAnswer(answer, context);
  return (
    !failure && Array.isArray(JSON.parse(answer)) && [...prediction.values()].every(label => labels.includes(label))
  );
}

describe('answers under a schema, from the worker', { timeout: 600_000 }, () => {
  it.each<[BackendChoice, number]>([
    ['wasm-int8', 400],
    ['webgpu-int8', 100],
  ])('are all readable (%s, %i answers)', async (backend, count) => {
    engine = createBrowserEmbeddedEngine({ model: 'loupe-arithmetic', folderUrl, backend });
    await engine.load(() => {}, never);
    expect([engine.environment.backend, engine.can.schema]).toEqual([backend, true]);
    const answers: string[] = [];
    for (let from = 0; from < count; from += 50)
      answers.push(...(await answersOf(Array.from({ length: 50 }, (_, i) => asked(from + i)))));
    expect(answers).toHaveLength(count);
    expect(answers.filter(answer => !isReadable(answer))).toEqual([]);
    expect(new Set(answers).size).toBeGreaterThan(count / 10);
  });

  it('fails by name where a schema cannot be kept, and answers the next call', async () => {
    engine = createBrowserEmbeddedEngine({ model: 'loupe-arithmetic', folderUrl, backend: 'wasm-int8' });
    await expect(answersOf([{ ...asked(1), schema: { type: 'string', pattern: 'a' } }])).rejects.toMatchObject({
      kind: 'schema-unfit',
      detail: expect.stringContaining('pattern'),
    });
    expect(isReadable((await answersOf([asked(2)]))[0]!)).toBe(true);
  });
});
