import { random } from '@/lib/core/random';
import type { ModelConfig } from '../config';
import type { Backend, BackendBuilder, BackendFactory, BackendName } from '../contract';
import { expectedTensors } from '../weights';

/** `auto` takes the fastest backend that works here; a name takes that backend or fails. */
export type BackendChoice = 'auto' | BackendName;

export interface Candidates {
  /** Backends in the order in which to try them. */
  order: BackendFactory[];
  /** Backends that are not tried, each with the reason: `webgpu-int8: a software adapter`. */
  passedOver: string[];
  /** The measured speeds, for the record of a run; empty where there was nothing to compare. */
  timing: string;
}

/** Milliseconds of decoding in each of two alternating rounds: enough to tell large differences, too short to annoy. */
const roundMilliseconds = 40;

/**
 * Decides in which order to try the backends for a model. Times the candidates against each other on a slice of the
 * model (two layers of its own widths, a vocabulary of at most 4096, random weights) before anything is downloaded;
 * the other backends follow in their listed order.
 */
export async function chooseBackends(
  factories: readonly BackendFactory[],
  choice: BackendChoice,
  config: ModelConfig,
): Promise<Candidates> {
  if (choice !== 'auto') return { order: factories.filter(({ name }) => name === choice), passedOver: [], timing: '' };
  const passedOver: string[] = [];
  const candidates: BackendFactory[] = [];
  for (const factory of factories.filter(({ isCandidate }) => isCandidate)) {
    const reason = await factory.skipReason?.(config);
    if (reason) passedOver.push(`${factory.name}: ${reason}`);
    else candidates.push(factory);
  }
  const others = factories.filter(({ isCandidate }) => !isCandidate);
  if (candidates.length < 2) return { order: [...candidates, ...others], passedOver, timing: '' };

  const timed = await measure(candidates, { ...config, layers: Math.min(2, config.layers), vocabSize: Math.min(4096, config.vocabSize) }); // prettier-ignore
  passedOver.push(...timed.failed);
  timed.speeds.sort((a, b) => b.tokensPerSecond - a.tokensPerSecond);
  const timing = timed.speeds.map(({ factory, tokensPerSecond }) => `${factory.name} ${tokensPerSecond.toFixed(0)}/s`);
  return {
    order: [...timed.speeds.map(({ factory }) => factory), ...others],
    passedOver,
    timing: timing.length > 1 ? `${timing.join(', ')} on two layers` : '',
  };
}

async function measure(candidates: readonly BackendFactory[], slice: ModelConfig) {
  const failed: string[] = [];
  const built: { factory: BackendFactory; backend: Backend; tokens: number; milliseconds: number }[] = [];
  for (const factory of candidates) {
    try {
      const backend = await buildRandom(await factory.start(slice), slice);
      const one = { factory, backend, tokens: 0, milliseconds: 0 };
      await decode(one, 1); // Warm up the compilers.
      built.push({ ...one, tokens: 0, milliseconds: 0 });
    } catch (error) {
      failed.push(`${factory.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  for (let round = 0; round < 2; round++) for (const one of built) await decode(one, roundMilliseconds);
  for (const { backend } of built) backend.dispose();
  const speeds = built.map(({ factory, tokens, milliseconds }) => ({
    factory,
    tokensPerSecond: (tokens / milliseconds) * 1000,
  }));
  return { speeds, failed };
}

/** Decodes one sequence greedily, as generation does, for `least` milliseconds. */
async function decode(one: { backend: Backend; tokens: number; milliseconds: number }, least: number): Promise<void> {
  const { cache, samplesPerPass, config } = one.backend;
  let sequence = cache.open();
  const start = performance.now();
  let spent = 0;
  while (spent < least) {
    if (cache.position(sequence) + samplesPerPass > config.context) {
      cache.release(sequence);
      sequence = cache.open();
    }
    const want = { temperature: 0, top_p: 1, seed: 0, index: 0, count: samplesPerPass };
    const [result] = await one.backend.forward([{ sequence, tokens: [0], want }]);
    one.tokens += result!.tokens.length;
    spent = performance.now() - start;
  }
  one.milliseconds += spent;
  cache.release(sequence);
}

/**
 * Fills a builder with small random weights of realistic magnitude, since zeros or denormals may compute faster or
 * slower.
 */
async function buildRandom(builder: BackendBuilder, config: ModelConfig): Promise<Backend> {
  const stream = random(1);
  for (const [name, shape] of expectedTensors(config)) {
    const width = shape.at(-1)!;
    const rows = shape.length === 1 ? 1 : shape[0]!;
    // All rows share one random row: their content does not change the time.
    const row = Float32Array.from({ length: width }, () => (stream.next() - 0.5) / Math.sqrt(width));
    const block = Math.max(1, Math.min(rows, Math.floor(2 ** 18 / width)));
    const values = new Float32Array(block * width);
    for (let i = 0; i < block; i++) values.set(row, i * width);
    for (let firstRow = 0; firstRow < rows; firstRow += block)
      builder.put({ name, shape, firstRow, values: values.subarray(0, Math.min(block, rows - firstRow) * width) });
  }
  return builder.finish();
}
