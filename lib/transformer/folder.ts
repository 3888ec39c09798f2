import { Failure, throwIfCancelled } from '@/lib/ground/failure';
import { readConfig } from './config';
import type { ModelConfig } from './config';
import type { Weights } from './contract';
import { createTokenizer } from './tokenizer';
import type { Tokenizer } from './tokenizer';
import { openWeights } from './weights';

/** Called as bytes arrive: how many so far, and of how many where that is known. */
export type OnBytes = (loaded: number, total: number | null) => void;

/** Where the files of a model folder come from: a server, a disk, a test. */
export interface FileSource {
  /**
   * A whole file, or `null` where there is none. Throws `download-failed`, or `model-file` for a file of more than `limit` bytes;
   * an aborted signal gives `cancelled`.
   */
  read(name: string, limit: number, onBytes: OnBytes, signal: AbortSignal): Promise<Uint8Array | null>;
}

/** A model folder, read and checked. */
export interface ModelFolder {
  config: ModelConfig;
  weights: Weights;
  tokenizer: Tokenizer;
}

/** Largest size of each file, in bytes: far above what models for a browser need, below what would exhaust one. */
const limits = {
  'config.json': 1e6,
  'tokenizer_config.json': 4e6,
  'tokenizer.json': 64e6,
  'model.safetensors': 4e9,
};
type FileName = keyof typeof limits;

/**
 * Reads a Hugging Face folder. `onBytes` counts over all files; the total is null until each file's size is known.
 * Throws `download-failed`, `model-file`, `model-unsupported` or `cancelled`.
 */
export async function loadFolder(source: FileSource, onBytes: OnBytes, signal: AbortSignal): Promise<ModelFolder> {
  const names = Object.keys(limits) as FileName[];
  const sizes = new Map<FileName, { loaded: number; total: number | null }>();
  const report = () => {
    let [loaded, total]: [number, number | null] = [0, sizes.size === names.length ? 0 : null];
    for (const size of sizes.values()) {
      loaded += size.loaded;
      total = total === null || size.total === null ? null : total + size.total;
    }
    onBytes(loaded, total);
  };
  const read = async (name: FileName): Promise<Uint8Array> => {
    const count: OnBytes = (loaded, total) => {
      sizes.set(name, { loaded, total });
      report();
    };
    const bytes = await source.read(name, limits[name], count, signal);
    if (!bytes) throw new Failure('model-file', `${name} is missing.`);
    return bytes;
  };

  const text = async (name: FileName): Promise<string> => new TextDecoder().decode(await read(name));
  // The config decides whether the rest is worth its bytes, so it is judged before they are fetched.
  const config = readConfig(await text('config.json'));
  const [definition, settings, weightFile] = await Promise.all([
    text('tokenizer.json'),
    text('tokenizer_config.json'),
    read('model.safetensors'),
  ]);
  throwIfCancelled(signal);
  const tokenizer = createTokenizer(definition, settings);
  const endTokens = new Set(config.endTokens);
  if (tokenizer.endToken !== undefined) endTokens.add(tokenizer.endToken);
  return {
    config: { ...config, endTokens: [...endTokens] },
    weights: openWeights(weightFile, config),
    tokenizer,
  };
}
