import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { parseModelJson } from '../json-text';

/** The content of `model.safetensors.index.json`: which file holds each tensor. */
export interface ShardIndex {
  /** Files ordered by name, each with the names of its tensors. */
  files: Map<string, Set<string>>;
  /** Bytes of all tensors, where the index states them. Used for progress only, never for checks. */
  bytes: number | null;
}

export const indexName = 'model.safetensors.index.json';

/** Maximum number of files of a model; each is a request. */
const maxFiles = 200;

const schema = z.looseObject({
  metadata: z.nullish(z.looseObject({ total_size: z.catch(z.nullish(z.number().check(z.positive())), null) })),
  weight_map: z.record(z.string(), z.string()),
});

/**
 * Reads the index of a model in several files. Accepts file names only, no paths, so that an index cannot reach
 * outside of its folder.
 *
 * @throws Failure `model-file`
 */
export function readIndex(text: string): ShardIndex {
  const refuse = (reason: string): never => {
    throw new Failure('model-file', `${indexName}: ${reason}.`);
  };
  const parsed = schema.safeParse(parseModelJson(indexName, text));
  if (!parsed.success) return refuse('it has no weight_map from tensors to files');
  const files = new Map<string, Set<string>>();
  for (const [tensor, file] of Object.entries(parsed.data.weight_map)) {
    if (!/^\w[\w.-]{0,200}\.safetensors$/.test(file))
      refuse(`${JSON.stringify(file.slice(0, 100))} is not the name of a safetensors file`);
    const tensors = files.get(file) ?? new Set();
    files.set(file, tensors.add(tensor));
  }
  if (files.size === 0) refuse('it names no file');
  if (files.size > maxFiles) refuse(`it names ${files.size} files, more than the ${maxFiles} that are allowed`);
  return {
    files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
    bytes: parsed.data.metadata?.total_size ?? null,
  };
}
