import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { call, next, tokens } from '@/components/guide/examples';
import { createNodeEmbeddedEngine } from '@/lib/engines/embedded-node';
import type { JournalEntry } from '@/lib/experiment/entry';
import { atTemperature, drawn } from '@/lib/stats/draws';
import type { InspectRequest } from '@/lib/transformer/inspect';

async function inspect(model: string, question: InspectRequest) {
  const engine = createNodeEmbeddedEngine({ model, folderUrl: `public/models/${model}` });
  try {
    return await engine.inspect!(question, new AbortController().signal);
  } finally {
    await engine.dispose();
  }
}

describe('the examples of the guide', () => {
  it('are the tokens of the English model', async () => {
    expect((await inspect('loupe-english', { text: tokens.join('') })).tokens).toEqual(tokens);
  });

  it('are the likeliest tokens of the arithmetic model', async () => {
    const text = [{ role: 'user' as const, content: next.prompt }];
    const { top } = await inspect('loupe-arithmetic', { text, top: 4 });
    const said = top!.at(-1)!;
    expect(said.map(({ token }) => token)).toEqual(next.likely.map(({ token }) => token));
    for (const [at, { logprob }] of said.entries())
      expect(Math.exp(logprob)).toBeCloseTo(next.likely[at]!.probability, 2);
  });

  it('are a call of a recorded run', () => {
    const { entries } = JSON.parse(readFileSync(`public/experiments/${call.run}`, 'utf8')) as {
      entries: JournalEntry[];
    };
    const found = entries.find(
      entry => entry.kind === 'call' && entry.request.messages.some(({ content }) => content === call.prompt),
    );
    expect(found).toMatchObject({ text: call.answer });
  });
});

describe('draws', () => {
  it('at temperature 0 take the likeliest, at 1 leave probabilities as they are, above make them alike', () => {
    expect(atTemperature([0.2, 0.7, 0.1], 0)).toEqual([0, 1, 0]);
    for (const [at, p] of atTemperature([0.2, 0.7, 0.1], 1).entries()) expect(p).toBeCloseTo([0.2, 0.7, 0.1][at]!, 10);
    const [low, high] = atTemperature([0.2, 0.8], 2) as [number, number];
    expect(high / low).toBeCloseTo(2, 10);
  });

  it('are the same for the same seed, and follow the probabilities', () => {
    expect(drawn([0.5, 0.5], 3, 20)).toEqual(drawn([0.5, 0.5], 3, 20));
    expect(drawn([0.5, 0.5], 3, 20)).not.toEqual(drawn([0.5, 0.5], 4, 20));
    const ones = drawn([0.25, 0.75], 5, 4000).filter(place => place === 1).length;
    expect(ones / 4000).toBeCloseTo(0.75, 1);
  });
});
