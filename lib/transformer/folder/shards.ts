import { z } from 'zod';
import { Failure } from '@/lib/core/failure';

/** What `model.safetensors.index.json` says: in which file each tensor lies. */
export interface ShardIndex {
  /** Files in the order of their names, each with its tensors. */
  files: Map<string, Set<string>>;
  /** Bytes of all tensors together, where the index says it. Only good for showing progress: nothing is checked against it. */
  bytes: number | null;
}

export const indexName = 'model.safetensors.index.json';

/** Files of one model at most: each is a request. */
const mostFiles = 200;

const schema = z.looseObject({
  metadata: z.looseObject({ total_size: z.number().positive().nullish().catch(null) }).nullish(),
  weight_map: z.record(z.string(), z.string()),
});

/**
 * Reads the index of a model in several files. A file is named, not addressed: no path, so that an index reaches nothing but its own
 * folder. Throws `model-file`.
 */
export function readIndex(text: string): ShardIndex {
  const refuse = (reason: string): never => {
    throw new Failure('model-file', `${indexName}: ${reason}.`);
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse('it is not JSON');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) return refuse('it has no weight_map from tensors to files');
  const files = new Map<string, Set<string>>();
  for (const [tensor, file] of Object.entries(parsed.data.weight_map)) {
    if (!/^\w[\w.-]{0,200}\.safetensors$/.test(file))
      refuse(`${JSON.stringify(file.slice(0, 100))} is not the name of a safetensors file`);
    const tensors = files.get(file) ?? new Set();
    files.set(file, tensors.add(tensor));
  }
  if (files.size === 0) refuse('it names no file');
  if (files.size > mostFiles) refuse(`it names ${files.size} files, more than the ${mostFiles} that are allowed`);
  return {
    files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
    bytes: parsed.data.metadata?.total_size ?? null,
  };
}
