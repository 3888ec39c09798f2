import type { Backend } from '@/lib/transformer/contract';
import { Scheduler } from '@/lib/transformer/generation/scheduler';
import type { Tokenizer } from '@/lib/transformer/tokenizer';
import { randomTokens } from '../support/random-model';
import { kept } from './measure';

export interface SamplesFigure {
  contender: string;
  prompt: number;
  answer: number;
  /** Milliseconds for one sample, and for five of the same prompt asked together, of each round. */
  one: number[];
  five: number[];
}

const promptTokens = 400;
const answerTokens = 64;

/** Reads a number as a prompt of random tokens; the rest is as good as any. */
const tokenizer = (vocabSize: number): Tokenizer => ({
  renderChat: ([message]) => message!.content,
  encode: seed => randomTokens(promptTokens, vocabSize, Number(seed)),
  decode: ids => ids.map(id => ` ${id}`).join(''),
  endToken: undefined,
  tokenBytes: null,
  name: () => '',
});

/** Through the scheduler, as a call of an experiment goes: answers of 64 tokens at temperature 1. */
export async function measureSamples(backends: readonly Backend[], rounds: number): Promise<SamplesFigure[]> {
  const figures = backends.map(({ name }): SamplesFigure => ({
    contender: name,
    prompt: promptTokens,
    answer: answerTokens,
    one: [],
    five: [],
  }));
  for (let round = 0; round <= rounds; round++)
    for (const [b, backend] of backends.entries()) {
      const one = await time(backend, round, 1);
      const five = await time(backend, round + 1000, 5);
      if (round === 0) continue; // Warms up.
      figures[b]!.one.push(kept(one));
      figures[b]!.five.push(kept(five));
    }
  return figures;
}

/** Milliseconds until `samples` answers to one prompt are there; nothing is shared with calls before. */
async function time(backend: Backend, prompt: number, samples: number): Promise<number> {
  const scheduler = new Scheduler(backend, tokenizer(backend.config.vocabSize));
  const requests = Array.from({ length: samples }, (_, seed) => ({
    messages: [{ role: 'user' as const, content: String(prompt) }],
    max_tokens: answerTokens,
    temperature: 1,
    top_p: 1,
    seed,
    stop: [],
    logprobs: false,
  }));
  const start = performance.now();
  let ended = 0;
  for await (const { end } of scheduler.generate(requests, new AbortController().signal)) if (end) ended++;
  const milliseconds = performance.now() - start;
  if (ended !== samples) throw new Error(`${ended} of ${samples} answers ended`);
  await scheduler.drain();
  return milliseconds;
}
