import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { backendFactories } from '@/lib/transformer/backends';
import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import type { BackendName } from '@/lib/transformer/contract';
import type { LoadedModel } from '@/lib/transformer/folder/load-folder';
import { loadFolder } from '@/lib/transformer/folder/load-folder';
import type { GenerationDelta, GenerationRequest, TokenRecord } from '@/lib/transformer/generation/request';
import { directorySource } from '@/lib/transformer/sources/directory-node';
import { readKernels } from '../../support/kernels';

/** The random model of `training/fixture.py`. */
export const tinyPath = fileURLToPath(new URL('../../fixtures/tiny-llama', import.meta.url));

export const readTiny = (name: string): string => readFileSync(`${tinyPath}/${name}`, 'utf8');

export const never = new AbortController().signal;

export const openTiny = (): Promise<LoadedModel> =>
  loadFolder(directorySource(tinyPath), startReferenceBackend, () => {}, never);

export function tinyModel(name: BackendName = 'reference'): Promise<LoadedModel> {
  const factory = backendFactories(async () => readKernels()).find(one => one.name === name)!;
  return loadFolder(
    directorySource(tinyPath),
    config => factory.start(config),
    () => {},
    never,
  );
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
    logprobs: [] as TokenRecord[],
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
