import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { createYield } from '@/lib/core/pace';
import { encodeVector } from '@/lib/core/vectors';
import type { Backend } from '../../contract';
import { encode } from '../../inspect';
import { learnedMethod } from '../../learned/registry';
import { argmax } from '../../sampling';
import { instrument } from '../contract';
import { Arm, compressionOf } from './arm';
import { fullBytes } from './full-bytes';
import { type TrialInput, trialInput } from './input';
import { readPrompt, together } from './prompt';
import { logSoftmax } from './scores';
import type { TrialPart, TrialValue } from './value';

/**
 * Several compressed caches beside the full one, on one text. The prompt is read once for the full cache and once for all others; then all
 * of them go through the model together, token by token.
 */
export const cacheTrial = instrument(
  'cache-trial',
  trialInput,
  async ({ backend, tokenizer }, input, onPart, signal) => {
    const rest = createYield();
    const { config, cache } = backend;
    const { prompt, given, longest } = split(encode(tokenizer, input.text), input, backend);
    const compressions = input.arms.map(arm => compressionOf(arm, input));
    const needs = together([
      { attention: input.film },
      ...compressions.map(({ policy, parameters }) => policy.needs(parameters)),
    ]);
    const name = (token: number) => tokenizer.name(token);
    const full = await readPrompt(backend, prompt, {}, rest, signal);
    const arms: Arm[] = [];
    /** What each cache expects next; null for one that failed. */
    let expected: (Float32Array | null)[] = [];
    try {
      const observed = await readPrompt(backend, prompt, needs, rest, signal);
      try {
        for (const compression of compressions) {
          const arm = new Arm(backend, compression, input);
          arms.push(arm);
          expected.push(await arm.begin(observed, full.logits, longest));
        }
      } finally {
        cache.release(observed.sequence);
      }
      const bytes: number[] = [fullBytes(backend, full.sequence)];
      const partOf = (token: number | null): TrialPart => ({
        token: token === null ? null : name(token),
        bytes: bytes.at(-1)!,
        arms: arms.map(arm => arm.part(name)),
      });
      const { layers, kvHeads } = config;
      const learned = config.learned ? learnedMethod(config.learned).title : null;
      const start = { layers, kvHeads, learned, prompt: prompt.map(name), longest };
      onPart({ ...partOf(null), start } satisfies TrialPart as Json);

      const continuation: number[] = [];
      const logprobs: number[] = [];
      let logits = full.logits;
      let end: TrialValue['end'] = 'length';
      while (continuation.length < longest) {
        const token = given ? given[continuation.length] : argmax(logits);
        if (token === undefined || (!given && config.endTokens.includes(token))) {
          end = given ? 'given' : 'stop';
          break;
        }
        continuation.push(token);
        logprobs.push(logSoftmax(logits)[token]!);
        arms.forEach((arm, i) => expected[i] && arm.score(expected[i], logits, token));
        // The last token need not be read: nothing is asked after it.
        if (continuation.length === longest) {
          if (given) end = 'given';
          onPart(partOf(token) as Json);
          break;
        }
        const spans = arms.map(arm => arm.spans(token));
        const [first, ...results] = await backend.forward([
          { sequence: full.sequence, tokens: [token], want: 'last' },
          ...spans.flat(),
        ]);
        logits = first!.logits[0]!;
        bytes.push(fullBytes(backend, full.sequence));
        const next: (Float32Array | null)[] = [];
        for (const [i, arm] of arms.entries())
          next.push(await arm.accept(spans[i]!, results.splice(0, spans[i]!.length), continuation.length));
        expected = next;
        onPart(partOf(token) as Json);
        await rest(signal);
      }
      await finishWriting(backend, arms, rest, signal);
      return {
        layers: config.layers,
        kvHeads: config.kvHeads,
        heads: config.heads,
        headDim: config.headDim,
        learned,
        tokens: [...prompt, ...continuation].map(name),
        promptTokens: prompt.length,
        end,
        full: { logprobs: encodeVector(logprobs), bytes: encodeVector(bytes) },
        arms: await Promise.all(arms.map(arm => arm.value(name, continuation))),
      } satisfies TrialValue as Json;
    } finally {
      cache.release(full.sequence);
      for (const arm of arms) arm.release();
    }
  },
);

/** Lets the caches that write end their texts, which may be longer than that of the full cache. */
async function finishWriting(
  backend: Backend,
  arms: readonly Arm[],
  rest: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const spans = arms.map(arm => arm.ownSpan());
    if (spans.every(list => list.length === 0)) return;
    const results = await backend.forward(spans.flat());
    for (const [i, arm] of arms.entries()) await arm.acceptOwn(spans[i]!, results.splice(0, spans[i]!.length));
    await rest(signal);
  }
}

/**
 * The prompt, and what follows it where that is given.
 *
 * @throws Failure `context-exceeded` where the model cannot read that much; `experiment-invalid` where nothing is left to predict
 */
function split(tokens: readonly number[], { promptTokens, tokens: longest }: TrialInput, { config }: Backend) {
  const prompt = promptTokens === null ? tokens : tokens.slice(0, promptTokens);
  const given = promptTokens === null ? null : tokens.slice(promptTokens, promptTokens + longest);
  if (prompt.length === 0 || given?.length === 0)
    throw new Failure('experiment-invalid', `The text has ${tokens.length} tokens: too few for this prompt.`);
  const asked = prompt.length + (given?.length ?? 1);
  if (asked > config.context)
    throw new Failure('context-exceeded', `${asked} tokens; the model reads at most ${config.context}.`);
  // A continuation ends with the context.
  return { prompt, given, longest: given?.length ?? Math.min(longest, config.context - prompt.length) };
}
