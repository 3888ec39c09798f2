import path from 'node:path';
import type { ChatRequest, Engine } from '@/lib/engines/contract';
import { createNodeEmbeddedEngine } from '@/lib/engines/embedded-node';
import { root } from '../../tool';

export interface Sampling {
  temperature: number;
  seed: number;
}

/** A function that asks a model, many prompts at once, and what ends it. `folder`: another than that of the model that ships. */
export async function openModel(model: string, folder = path.join(root, 'public', 'models', model)) {
  const engine: Engine = createNodeEmbeddedEngine({ model, folderUrl: folder });
  await engine.load(() => undefined, new AbortController().signal);
  const ask = async (prompts: readonly string[], { temperature, seed }: Sampling): Promise<string[]> => {
    const answers = prompts.map(() => '');
    const size = engine.can.batch;
    for (let from = 0; from < prompts.length; from += size) {
      const requests = prompts.slice(from, from + size).map((content, i): ChatRequest => ({
        messages: [{ role: 'user', content }],
        max_tokens: 160,
        temperature,
        top_p: 1,
        seed: seed + from + i,
        stop: [],
        logprobs: false,
      }));
      const pieces = engine.completeBatch?.(requests, new AbortController().signal);
      if (!pieces) throw new Error(`${engine.id} answers no batches.`);
      for await (const { index, text } of pieces) answers[from + index] += text;
    }
    return answers;
  };
  return { ask, environment: engine.environment, close: () => engine.dispose() };
}

export type Ask = Awaited<ReturnType<typeof openModel>>['ask'];
