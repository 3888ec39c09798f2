import { logProbability } from '@/lib/transformer/sampling';
import { drawnTokens, type OracleCase, oracleCases, promptSeed, promptTokens, type Recorded } from '../../oracle/cases';
import { randomTokens, type RandomWeights, randomWeights } from '../../support/random-model';
import { openOrt } from '../peers/ort';
import { openWllama } from '../peers/wllama';

/** A token has to lead by this much, so that rounding cannot change which is taken. */
const clear = 0.02;
const recordedSteps = [0, 8, 16, 23];
const likeliest = 5;

/** llama.cpp's answers for all cases, each checked by ONNX Runtime. Throws where the two disagree. */
export async function recordOracle(packages: string): Promise<{ version: string; cases: Recorded[] }> {
  const cases: Recorded[] = [];
  let version = '';
  for (const one of oracleCases) {
    const prompt = randomTokens(promptTokens, one.config.vocabSize, promptSeed);
    for (let seed = 1; ; seed++) {
      const weights = randomWeights(one.config, seed);
      const first = await askLlama(packages, one, weights, prompt);
      version = first.version;
      if (first.margin < clear) continue;
      const { tokens, margin, steps } = first;
      const second = await compareOrt(packages, one, weights, prompt, first);
      cases.push({ name: one.name, seed, tokens, margin: rounded(margin), steps, second });
      console.log(`${one.name}: weights of seed ${seed}, margin ${margin.toFixed(3)}, difference ${second}`);
      break;
    }
  }
  return { version, cases };
}

const rounded = (value: number) => Number(value.toFixed(6));

async function askLlama(packages: string, { config }: OracleCase, weights: RandomWeights, prompt: readonly number[]) {
  const llama = await openWllama(packages, config, weights, 'F32');
  const { choices } = await llama.complete(prompt, drawnTokens, { n_probs: likeliest });
  llama.dispose();
  const content = choices[0]!.logprobs!.content;
  // The end token is kept from being taken: where it would have been, or anything but the likeliest was, the margin is negative.
  const leads = content.map(({ id, logprob, top_logprobs }) => {
    const other = top_logprobs.find(likely => likely.id !== id)!;
    return logprob - other.logprob;
  });
  return {
    version: llama.version,
    tokens: content.map(({ id }) => id),
    margin: Math.min(...leads),
    steps: recordedSteps.map(step => ({
      step,
      ids: content[step]!.top_logprobs.map(({ id }) => id),
      logprobs: content[step]!.top_logprobs.map(({ logprob }) => rounded(logprob)),
    })),
  };
}

/** Largest difference of the log-probabilities, over the steps that are recorded. */
async function compareOrt(
  packages: string,
  { name, config }: OracleCase,
  weights: RandomWeights,
  prompt: readonly number[],
  { tokens, steps }: Pick<Recorded, 'tokens' | 'steps'>,
): Promise<number> {
  const ort = await openOrt(packages, config, weights, 'wasm', 'rows');
  let { logits, cache } = await ort.read(prompt, ort.empty(promptTokens + drawnTokens));
  let difference = 0;
  for (const [step, token] of tokens.entries()) {
    if (logits.some(logit => logit > logits[token]!))
      throw new Error(`${name}: ONNX Runtime takes another token at step ${step}`);
    for (const { ids, logprobs } of steps.filter(recorded => recorded.step === step))
      ids.forEach((id, i) => (difference = Math.max(difference, Math.abs(logProbability(logits, id) - logprobs[i]!))));
    ({ logits, cache } = await ort.read([token], cache));
  }
  ort.dispose();
  return rounded(difference);
}
