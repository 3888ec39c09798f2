import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { backendFactories } from '@/lib/transformer/backends';
import type { BackendName } from '@/lib/transformer/contract';
import { directorySource } from '@/lib/transformer/directory-node';
import { loadFolder } from '@/lib/transformer/folder';
import type { Model } from '@/lib/transformer/generate';
import type { GenerationDelta, GenerationRequest } from '@/lib/transformer/request';

/** The random model of `training/fixture.py`. */
export const tinyPath = fileURLToPath(new URL('../../fixtures/tiny-llama', import.meta.url));

export const readTiny = (name: string): string => readFileSync(`${tinyPath}/${name}`, 'utf8');

export const never = new AbortController().signal;

export const openTiny = () => loadFolder(directorySource(tinyPath), () => {}, never);

const kernels = new URL('../../../lib/transformer/backends/wasm/kernels.wasm', import.meta.url);

export async function tinyModel(name: BackendName = 'reference'): Promise<Model> {
  const { config, weights, tokenizer } = await openTiny();
  const factory = backendFactories(async () => new Uint8Array(readFileSync(kernels))).find(one => one.name === name)!;
  return { backend: await factory.create(config, weights), tokenizer };
}

export const request = (content: string, changes: Partial<GenerationRequest> = {}): GenerationRequest => ({
  messages: [{ role: 'user', content }],
  max_tokens: 12,
  temperature: 0,
  top_p: 1,
  seed: 1,
  stop: [],
  logprobs: false,
  ...changes,
});

/** Whole answers from pieces: text, records and end of each request. */
export async function collect(pieces: AsyncIterable<GenerationDelta>, count: number) {
  const answers = Array.from({ length: count }, () => ({
    text: '',
    logprobs: [] as { token: string; logprob: number }[],
    end: undefined as GenerationDelta['end'],
  }));
  for await (const { index, text, logprobs, end } of pieces) {
    const answer = answers[index]!;
    if (answer.end) throw new Error(`Answer ${index} goes on after its end`);
    answer.text += text;
    answer.logprobs.push(...(logprobs ?? []));
    answer.end = end;
  }
  return answers;
}
