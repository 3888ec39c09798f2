import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import type { ChatRequest, Engine, IndexedDelta } from '@/lib/engines/contract';
import { createPool } from '@/lib/engines/pool';
import { ask, never } from './requests';

/** Answers with its own number and the prompt, a piece a turn; `log` sees every batch. */
function engine(name: number, log: string[][], fails = false): Engine {
  return {
    id: 'scripted/pool',
    can: { logprobs: false, seed: true, schema: false, concurrency: 4, batch: 4, context: 512 },
    environment: { backend: `backend ${name}` },
    load: () => Promise.resolve(),
    async *complete() {},
    async *completeBatch(requests, signal): AsyncGenerator<IndexedDelta> {
      log.push([String(name), ...requests.map(promptOf)]);
      for (const [index, request] of requests.entries()) {
        await Promise.resolve();
        if (signal.aborted) throw new Failure('cancelled');
        if (fails) throw new Failure('worker-died');
        yield { index, text: `${name}:` };
        yield {
          index,
          text: promptOf(request),
          end: {
            finish_reason: 'stop',
            usage: { prompt_tokens: 1, completion_tokens: 1 },
            timings: { first_token_ms: 0, total_ms: 0 },
          },
        };
      }
    },
    dispose: () => Promise.resolve(),
  };
}

const promptOf = (request: ChatRequest): string => request.messages.at(-1)?.content ?? '';

async function texts(pool: Engine, prompts: string[]): Promise<string[]> {
  const answers = prompts.map(() => '');
  for await (const { index, text } of pool.completeBatch!(
    prompts.map(prompt => ask(prompt)),
    never,
  ))
    answers[index] += text;
  return answers;
}

describe('a pool of engines', () => {
  it('can do what its engines can do together, and says how many they are', () => {
    const pool = createPool([engine(1, []), engine(2, []), engine(3, [])]);
    expect(pool.can).toMatchObject({ batch: 12, concurrency: 12, context: 512 });
    expect(pool.environment).toEqual({ backend: 'backend 1', workers: '3' });
  });

  it('gives every request its own answer, under its own place, and shares the work evenly', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string(), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (prompts, n) => {
          const log: string[][] = [];
          const [first, ...others] = Array.from({ length: n }, (_, at) => engine(at + 1, log));
          const answers = await texts(createPool([first!, ...others]), prompts);
          expect(answers.map(answer => answer.slice(2))).toEqual(prompts);
          const shares = log.map(([, ...share]) => share.length);
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('leaves the other engines alone while single calls come one after another', async () => {
    const log: string[][] = [];
    const pool = createPool([engine(1, log), engine(2, log)]);
    for (const prompt of ['a', 'b', 'c']) await texts(pool, [prompt]);
    expect(log.map(([name]) => name)).toEqual(['1', '1', '1']);
  });

  it('fails a batch with the failure of the engine that failed, and goes on with later ones', async () => {
    const log: string[][] = [];
    const pool = createPool([engine(1, log), engine(2, log, true)]);
    await expect(texts(pool, ['a', 'b'])).rejects.toMatchObject({ kind: 'worker-died' });
    expect(await texts(pool, ['c'])).toEqual(['1:c']);
  });

  it('stops the work of all when its reader leaves', async () => {
    const log: string[][] = [];
    const pool = createPool([engine(1, log), engine(2, log)]);
    for await (const delta of pool.completeBatch!(
      ['a', 'b', 'c', 'd'].map(prompt => ask(prompt)),
      never,
    )) {
      expect(delta.text).not.toBe('');
      break;
    }
    expect(await texts(pool, ['e'])).toEqual(['1:e']);
  });
});
