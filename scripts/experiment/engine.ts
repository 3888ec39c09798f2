import path from 'node:path';
import { Failure } from '@/lib/core/failure';
import { decodeVector } from '@/lib/core/vectors';
import { type Engine, type EngineRef, refKey } from '@/lib/engines/contract';
import type { JournalEntry } from '@/lib/experiment/entry';
import { root } from '../tool';
import { type Arguments, UsageError } from './arguments';
import { sendByNode } from './send';

/** Which engine and model answer: what the command line says, else what the experiment names. */
export function chooseEngine(named: EngineRef, { engine, model, baseUrl }: Arguments): EngineRef {
  // An address alone says enough.
  const chosen = engine ?? (baseUrl === undefined ? named.engine : 'endpoint');
  if (chosen === 'webllm')
    throw new UsageError(`${named.model} runs in browsers only: choose --engine embedded or --engine endpoint.`);
  if (chosen === 'endpoint' && named.engine !== 'endpoint' && model === undefined)
    throw new UsageError('Name the model of the endpoint with --model.');
  if (chosen === 'embedded' && named.engine !== 'embedded')
    return { engine: chosen, model: model ?? 'loupe-arithmetic' };
  return { engine: chosen, model: model ?? named.model };
}

/** Opens engines, each model once, whatever it is for. */
export interface Opener {
  /** @throws UsageError for what is missing on the command line, Failure for a bad address or key */
  (ref: EngineRef): Promise<Engine>;
  /** What the engines that were opened say of themselves. */
  environment(): Record<string, string>;
  /** Frees them all. */
  dispose(): Promise<void>;
}

export function opener(create: (ref: EngineRef) => Promise<Engine>): Opener {
  const opened = new Map<string, Promise<Engine>>();
  const engines: Engine[] = [];
  const begin = async (ref: EngineRef) => {
    const engine = await create(ref);
    engines.push(engine);
    return engine;
  };
  const open = (ref: EngineRef) => {
    const engine = opened.get(refKey(ref)) ?? begin(ref);
    opened.set(refKey(ref), engine);
    return engine;
  };
  return Object.assign(open, {
    // What the first says counts: it is the experiment's model.
    environment: () => Object.assign({}, ...engines.map(({ environment }) => environment).reverse()),
    dispose: async () => void (await Promise.all(engines.map(engine => engine.dispose()))),
  });
}

/** What an engine is made from besides its name. */
export interface EngineSetting {
  options: Arguments;
  /** Of the run file, which the recorded engine answers from. */
  entries: readonly JournalEntry[];
  env: Record<string, string | undefined>;
}

export type CreateEngine = (ref: EngineRef, setting: EngineSetting) => Promise<Engine>;

/** The engines of Node. */
export const createEngine: CreateEngine = async (ref, { options, entries, env }) => {
  switch (ref.engine) {
    case 'endpoint': {
      const { baseUrl, concurrency, keyName, leaveOut, patience } = options;
      if (baseUrl === undefined) throw new UsageError('Name the address of the endpoint with --base-url.');
      const { createEndpointEngine } = await import('@/lib/engines/endpoint');
      const key = env[keyName];
      const send = sendByNode(concurrency);
      const retry = { patience_ms: patience * 1_000 };
      return createEndpointEngine({
        baseUrl,
        model: ref.model,
        concurrency,
        leaveOut,
        retry,
        send,
        ...(key && { key }),
      });
    }
    case 'recorded': {
      const { createRecordedEngine } = await import('@/lib/engines/recorded');
      const embeddings = entries.flatMap(entry =>
        entry.kind === 'embedding' ? [{ ...entry, vectors: () => entry.vectors.map(decodeVector) }] : [],
      );
      return createRecordedEngine(
        entries.filter(entry => entry.kind === 'call'),
        embeddings,
        entries.filter(entry => entry.kind === 'measurement'),
      );
    }
    case 'embedded': {
      if (!/^\w[\w.-]*$/.test(ref.model))
        throw new Failure(
          'model-unsupported',
          'The command line finds models by the name of their folder in public/models: put it there.',
        );
      const { createNodeEmbeddedEngine } = await import('@/lib/engines/embedded-node');
      return createNodeEmbeddedEngine({ model: ref.model, folderUrl: path.join(root, 'public', 'models', ref.model) });
    }
    case 'webllm':
      throw new UsageError('WebLLM models run in browsers only.');
  }
};
