import type { Backend } from '@/lib/transformer/contract';
import { randomWeights } from '../../support/random-model';
import type { Contender } from '../contender';
import { contend, openBackend, presetOf, storedName } from '../ours';
import type { GgufType } from '../peers/gguf';
import type { CacheOutput } from '../peers/llama-onnx';
import type { OrtProvider } from '../peers/ort';
import { ortContender } from '../peers/ort-contender';
import { wllamaContender } from '../peers/wllama';
import { benchShape } from '../shape';

const packages = () => `${location.origin}/packages`;
const weights = () => randomWeights(benchShape, 1);

async function kernels(): Promise<ArrayBuffer> {
  return (await fetch('/kernels.wasm')).arrayBuffer();
}

export const ourNames = ['reference', 'wasm-f32', 'wasm-int8', 'webgpu-f32', 'webgpu-int8'] as const;

export const openOurs = async (name: (typeof ourNames)[number]): Promise<Backend> =>
  openBackend(name, benchShape, weights(), await kernels());

const openOrt = (name: string, provider: OrtProvider, output: CacheOutput) =>
  ortContender(name, packages(), benchShape, weights(), provider, output);
const openWllama = (name: string, type: GgufType) => wllamaContender(name, packages(), benchShape, weights(), type);

/** The preset of the format whose speed is compared with that of float32. */
const storedPreset = 'q8_0';
const stored = storedName('wasm-int8', storedPreset);

/** The peers, by the names that the tables give them. */
const peers = {
  // The fastest way that was found, then the usual one (Transformers.js's): the whole cache goes in and comes out at each token.
  'onnxruntime-web wasm': name => openOrt(name, 'wasm', 'rows'),
  'onnxruntime-web wasm, as usual': name => openOrt(name, 'wasm', 'whole'),
  'onnxruntime-web webgpu': name => openOrt(name, 'webgpu', 'whole'),
  'wllama F32': name => openWllama(name, 'F32'),
  'wllama Q8_0': name => openWllama(name, 'Q8_0'),
} satisfies Record<string, (name: string) => Promise<Contender>>;

export type ContenderName = (typeof ourNames)[number] | keyof typeof peers | typeof stored;

/** Everyone, ours first: the reference at the head. */
export const contenderNames: readonly ContenderName[] = [
  ...ourNames,
  stored,
  ...(Object.keys(peers) as (keyof typeof peers)[]),
];

const isOurs = (name: ContenderName): name is (typeof ourNames)[number] =>
  (ourNames as readonly string[]).includes(name);

export async function openContender(name: ContenderName): Promise<Contender> {
  if (name === stored) return contend(await openOurs('wasm-int8'), presetOf(storedPreset));
  return isOurs(name) ? contend(await openOurs(name)) : peers[name](name);
}
