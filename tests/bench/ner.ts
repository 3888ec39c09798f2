import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Engine } from '@/lib/engines/contract';
import { createEmbeddedEngine } from '@/lib/engines/embedded';
import { createJournal } from '@/lib/experiment/journal';
import type { Panel } from '@/lib/experiment/panel';
import { runExperiment } from '@/lib/experiment/runner';
import { parseExperiment } from '@/lib/experiment/spec';
import type { Corpus } from '@/lib/panels/ner/corpus';
import { createNerPanel } from '@/lib/panels/ner/panel';
import { registry } from '@/lib/panels/ner/registry';
import type { NerResult } from '@/lib/panels/ner/result';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { backendFactories } from '@/lib/transformer/backends';
import type { SequenceId } from '@/lib/transformer/cache/contract';
import type { Backend, BackendFactory } from '@/lib/transformer/contract';
import { createTransformerService } from '@/lib/transformer/service';
import { directorySource } from '@/lib/transformer/sources/directory-node';
import { kept, type Spread, spread } from './measure';

export interface NerFigures {
  model: string;
  backend: string;
  /** In all rounds together: each sentence is annotated once in each way. */
  sentences: number;
  answers: number;
  /** Seconds of all sentences of a round. */
  together: Spread;
  oneByOne: Spread;
  /** One by one over together, of each round. */
  ratio: Spread;
  /** Tokens of all prompts, and those that the model read: the rest it had from a prompt with the same beginning. */
  prompts: { tokens: number; together: number; oneByOne: number };
}

const model = 'loupe-english';
const wanted = 500;
const answers = 5;
const folder = fileURLToPath(new URL(`../../public/models/${model}`, import.meta.url));
const kernels = new URL('../../lib/transformer/backends/wasm/kernels.wasm', import.meta.url);

/**
 * Annotating 500 sentences five times each, as the panel does it, with calls in batches and one by one. A round is a part of the sentences, in
 * both ways by turns, so that what else the machine does falls on both.
 */
export async function measureNer(rounds: number): Promise<NerFigures> {
  const corpus = await someSentences();
  const { sentences } = corpus;
  const { engine, tokensRead } = openCounted();
  await engine.load(() => undefined, new AbortController().signal);
  const ways = { together: engine, oneByOne: inSequence(engine) };
  const seconds = { together: [] as number[], oneByOne: [] as number[] };
  const read = { together: 0, oneByOne: 0 };
  let tokens = 0;
  const perRound = Math.ceil(wanted / rounds);
  for (let round = 0; round < rounds; round++) {
    const part = sentences.slice(round * perRound, (round + 1) * perRound);
    const order = round % 2 === 0 ? (['together', 'oneByOne'] as const) : (['oneByOne', 'together'] as const);
    for (const way of order) {
      const before = tokensRead();
      const measured = await annotate({ ...corpus, sentences: part }, ways[way]);
      seconds[way].push(kept(measured.seconds));
      read[way] += tokensRead() - before;
      if (way === 'together') tokens += measured.promptTokens;
    }
  }
  const { backend = '' } = engine.environment;
  await engine.dispose();
  return {
    ...{ model, backend, sentences: sentences.length, answers },
    together: spread(seconds.together),
    oneByOne: spread(seconds.oneByOne),
    ratio: spread(seconds.oneByOne.map((one, round) => kept(one / (seconds.together[round] ?? one)))),
    prompts: { tokens, ...read },
  };
}

/** The unlabelled sentences of the corpora that ship, one of each in turns, with the labels of the first. */
async function someSentences(): Promise<Corpus> {
  const shipped = registry.corpora.filter(({ fields }) => !fields);
  const parts = await Promise.all(shipped.map(async corpus => (await corpus.load({})).unlabelled));
  const longest = Math.max(...parts.map(part => part.sentences.length));
  const sentences = Array.from({ length: longest }, (_, at) =>
    parts.flatMap((part, of) => {
      const sentence = part.sentences[at];
      return sentence ? [{ ...sentence, id: `${of} ${sentence.id}` }] : [];
    }),
  )
    .flat()
    .slice(0, wanted);
  return { name: 'bench', labels: parts[0]?.labels ?? [], sentences };
}

/** The first phase alone, over these sentences. @throws Error where a call fails */
async function annotate(unlabelled: Corpus, engine: Engine) {
  const corpus = {
    ...{ id: 'bench', title: 'Bench', about: '' },
    load: async () => ({ unlabelled, test: { ...unlabelled, sentences: [] } }),
  };
  const whole = createNerPanel({ ...registry, corpora: [corpus] });
  const panel: Panel<NerSettings, NerResult> = { ...whole, phases: [whole.phases[0]] };
  const settings = { unlabelled: unlabelled.sentences.length, answers };
  const experiment = parseExperiment({ version: 1, panel: 'ner', settings }, panel);
  const journal = createJournal();
  const start = performance.now();
  const { status } = await runExperiment({
    ...{ panel, experiment, journal, onEvent: () => undefined },
    openEngine: () => Promise.resolve(engine),
    signal: new AbortController().signal,
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 'finished') throw new Error(`The annotation is ${status}.`);
  const promptTokens = journal
    .entries()
    .reduce((sum, entry) => sum + (entry.kind === 'call' ? entry.usage.prompt_tokens : 0), 0);
  return { seconds, promptTokens };
}

/** The same model, one call after the other. */
const inSequence = (engine: Engine): Engine => ({
  ...{ id: engine.id, environment: engine.environment },
  get can() {
    return { ...engine.can, batch: 1, concurrency: 1 };
  },
  load: (onProgress, signal) => engine.load(onProgress, signal),
  complete: (request, signal) => engine.complete(request, signal),
  dispose: () => engine.dispose(),
});

/** The model that ships, in WASM in this thread, which counts the tokens of prompts that it reads. */
function openCounted(): { engine: Engine; tokensRead: () => number } {
  let tokens = 0;
  const counted = (backend: Backend): Backend => {
    /** Sequences that answer: what they read from then on is their own answer. */
    const answering = new Set<SequenceId>();
    return {
      ...backend,
      weightBytes: () => backend.weightBytes(),
      dispose: () => backend.dispose(),
      forward(spans) {
        for (const span of spans) {
          if (!answering.has(span.sequence)) tokens += span.tokens.length;
          if (typeof span.want === 'object' || span.want === 'last') answering.add(span.sequence);
        }
        return backend.forward(spans);
      },
    };
  };
  const factories = backendFactories(async () => new Uint8Array(await readFile(kernels)))
    .filter(({ name }) => name === 'wasm-int8')
    .map((factory): BackendFactory => ({
      ...factory,
      async start(config) {
        const builder = await factory.start(config);
        return {
          put: rows => builder.put(rows),
          abandon: () => builder.abandon(),
          finish: async () => counted(await builder.finish()),
        };
      },
    }));
  const connect = () => ({ service: createTransformerService(directorySource, factories), terminate: () => undefined });
  return { engine: createEmbeddedEngine({ model, folderUrl: folder, connect }), tokensRead: () => tokens };
}
