import { withAccumulatedAttention } from '@/lib/transformer/cache/accumulated-attention';
import type { Backend } from '@/lib/transformer/contract';
import { CompressedSequence } from '@/lib/transformer/policies/compressed-sequence';
import { isControl, type Policy } from '@/lib/transformer/policies/contract';
import { policies } from '@/lib/transformer/policies/registry';
import { randomTokens } from '../support/random-model';
import { kept, type Spread, spread } from './measure';

/** What compression costs and saves in time: milliseconds, each over what the full cache took in the same round. */
export interface PolicyFigure {
  policy: string;
  /** Reading the prompt, and the removal after it. */
  prompt: Spread;
  /** A token that is decoded, removals included. */
  token: Spread;
  /** Milliseconds of such a token. */
  milliseconds: Spread;
}

export interface PolicyFigures {
  prompt: number;
  decoded: number;
  ratio: number;
  every: number;
  figures: PolicyFigure[];
}

const [prompt, decoded, ratio, every, piece] = [448, 64, 4, 16, 64];

/** All policies, alternated, `rounds` times after one that does not count. Times are over those of the control. */
export async function measurePolicies(plain: Backend, rounds: number): Promise<PolicyFigures> {
  const backend = withAccumulatedAttention(plain);
  const times = policies.map(() => ({ prompt: [] as number[], token: [] as number[], milliseconds: [] as number[] }));
  for (let round = 0; round <= rounds; round++) {
    const measured = [];
    for (const policy of policies) measured.push(await timesOf(backend, policy));
    const full = measured[policies.findIndex(isControl)]!;
    measured.forEach(({ reading, token }, i) => {
      if (round === 0) return;
      times[i]!.prompt.push(kept(reading / full.reading));
      times[i]!.token.push(kept(token / full.token));
      times[i]!.milliseconds.push(kept(token));
    });
  }
  const figures = policies.map(({ title }, i) => ({
    policy: title,
    prompt: spread(times[i]!.prompt),
    token: spread(times[i]!.token),
    milliseconds: spread(times[i]!.milliseconds),
  }));
  return { prompt, decoded, ratio, every, figures };
}

/** Milliseconds: of reading the prompt, and of a token after it. */
async function timesOf(backend: Backend, policy: Policy): Promise<{ reading: number; token: number }> {
  const when = 'both';
  const sequence = new CompressedSequence(backend, { policy, parameters: {}, budget: { kind: 'ratio', ratio }, when, every, seed: 1 }); // prettier-ignore
  const read = async (tokens: readonly number[]) => {
    const span = sequence.span(tokens, 'last');
    const [result] = await backend.forward([span]);
    sequence.accept(span, result!);
  };
  const tokens = randomTokens(prompt + decoded, backend.config.vocabSize, 1);
  const start = performance.now();
  for (let from = 0; from < prompt; from += piece) await read(tokens.slice(from, from + piece));
  await sequence.endPrompt();
  const middle = performance.now();
  for (const token of tokens.slice(prompt)) {
    await read([token]);
    await sequence.compress();
  }
  const end = performance.now();
  sequence.release();
  return { reading: middle - start, token: (end - middle) / decoded };
}
