import path from 'node:path';
import { refKey, type Engine, type EngineRef } from '@/lib/engines/contract';
import type { JournalEntry } from '@/lib/experiment/entry';
import { Failure } from '@/lib/core/failure';
import { root } from '../tool';
import { type Arguments, UsageError } from './arguments';

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

/** Opens engines for Node, each model once; `dispose` frees them all. */
export interface Opener {
  /** @throws UsageError for what is missing on the command line, Failure for a bad address or key */
  (ref: EngineRef): Promise<Engine>;
  dispose(): Promise<void>;
}

export function opener(options: Arguments, entries: readonly JournalEntry[]): Opener {
  const opened = new Map<string, Promise<Engine>>();
  const open = (ref: EngineRef) => {
    const engine = opened.get(refKey(ref)) ?? openForNode(ref, options, entries);
    opened.set(refKey(ref), engine);
    return engine;
  };
  const dispose = async () => {
    for (const engine of opened.values()) await (await engine).dispose();
  };
  return Object.assign(open, { dispose });
}

async function openForNode(ref: EngineRef, options: Arguments, entries: readonly JournalEntry[]): Promise<Engine> {
  switch (ref.engine) {
    case 'endpoint': {
      const { baseUrl, concurrency, keyName } = options;
      if (baseUrl === undefined) throw new UsageError('Name the address of the endpoint with --base-url.');
      const { createEndpointEngine } = await import('@/lib/engines/endpoint');
      const key = process.env[keyName];
      return createEndpointEngine({ baseUrl, model: ref.model, concurrency, ...(key && { key }) });
    }
    case 'recorded': {
      const { createRecordedEngine } = await import('@/lib/engines/recorded');
      return createRecordedEngine(entries.filter(entry => entry.kind === 'call'));
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
}
