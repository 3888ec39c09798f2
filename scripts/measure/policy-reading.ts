import { withAccumulatedAttention } from '@/lib/transformer/cache/accumulated-attention';
import { CompressedSequence, type Compression } from '@/lib/transformer/policies/compressed-sequence';
import { removesSlots, valueOf } from '@/lib/transformer/policies/contract';
import { policies } from '@/lib/transformer/policies/registry';
import { openInt8, Scores, type TokenRow } from './cache-reading';

/** What a policy without training made of the same transcripts. */
export interface PolicyReading {
  policy: string;
  /** Tokens read for each slot held at the end. */
  ratio: number;
  perplexity: number;
  /** Share of transcripts of which every token of the answer is the likeliest, given the right ones before it. */
  exact: number;
}

/** All policies that remove slots, at one ratio, with their own parameters; they remove after the prompt and with every token after it. */
export async function readWithPolicies(
  model: string,
  ratio: number,
  rows: readonly TokenRow[],
): Promise<PolicyReading[]> {
  const { backend: plain } = await openInt8(model);
  const backend = withAccumulatedAttention(plain);
  const readings: PolicyReading[] = [];
  for (const policy of policies.filter(one => removesSlots(one) && !one.needs({}).reconstruction)) {
    const parameters = Object.fromEntries(policy.parameters.map(one => [one.name, valueOf({}, one)]));
    const compression: Compression = {
      policy,
      parameters,
      budget: { kind: 'ratio', ratio },
      when: 'both',
      every: 1,
      seed: 1,
    };
    const scores = new Scores();
    let held = 0;
    let read = 0;
    for (const row of rows) {
      const sequence = new CompressedSequence(backend, compression);
      const step = async (tokens: readonly number[]) => {
        const span = sequence.span(tokens, 'last');
        const [result] = await backend.forward([span]);
        sequence.accept(span, result!);
        return result!.logits[0]!;
      };
      let logits = await step(row.tokens.slice(0, row.prompt));
      await sequence.endPrompt();
      scores.begin();
      for (const token of row.tokens.slice(row.prompt)) {
        scores.add(logits, token);
        logits = await step([token]);
        await sequence.compress();
      }
      const lengths = sequence.lengths().flat();
      held += lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
      read += row.tokens.length;
      sequence.release();
    }
    readings.push({ policy: policy.id, ratio: read / held, ...scores.value() });
  }
  backend.dispose();
  return readings;
}
