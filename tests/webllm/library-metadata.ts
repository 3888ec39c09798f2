import { readFile } from 'node:fs/promises';

/** A tensor that a compiled model asks for. */
export interface Parameter {
  name: string;
  shape: number[];
  dtype: 'float32' | 'uint32';
}

/** What a compiled model says of itself. */
export interface LibraryMetadata {
  context_window_size: number;
  prefill_chunk_size: number;
  params: Parameter[];
}

/**
 * The metadata of a compiled model: one JSON value among the constants of its WebAssembly.
 *
 * @throws Error where there is none, or the model needs a kind of tensor that the set-up cannot make
 */
export async function readLibraryMetadata(file: string): Promise<LibraryMetadata> {
  const text = (await readFile(file)).toString('latin1');
  const start = text.indexOf('{"model_type"');
  if (start < 0) throw new Error(`${file} holds no metadata of a compiled model.`);
  const metadata = JSON.parse(text.slice(start, endOfJson(text, start))) as LibraryMetadata;
  const odd = metadata.params.find(({ dtype }) => dtype !== 'float32' && dtype !== 'uint32');
  if (odd) throw new Error(`${file} needs ${odd.dtype}, which a software adapter cannot compute: take a q4f32 build.`);
  return metadata;
}

/** The place after the bracket that closes the first one. No string of the metadata holds a bracket. */
function endOfJson(text: string, start: number): number {
  for (let [at, depth] = [start, 0]; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at + 1;
  }
  throw new Error('The metadata does not end.');
}

/** The number of tokens that the model knows: the rows of its first tensor. */
export const vocabularyOf = ({ params }: LibraryMetadata): number => {
  const embedding = params.find(({ name }) => name.includes('embed_tokens') || name.includes('wte'));
  if (!embedding?.shape[0]) throw new Error('The model has no embedding whose rows could be counted.');
  return embedding.shape[0];
};
