import { random } from '@/lib/core/random';
import { startWebgpuBackend } from '@/lib/transformer/backends/webgpu';
import type { ModelConfig } from '@/lib/transformer/config';
import { expectedTensors } from '@/lib/transformer/weights';
import { kept } from '../measure';
import { contend } from '../ours';

export interface GpuFigure {
  adapter: string;
  /** Kernel set, and how it was chosen. */
  facts: Record<string, string>;
  /** Bytes per second that a copy within the GPU moves, read and written ones both counted. */
  copied: number;
  /** Bytes of weights and cache per second that decoding one sequence reads at least. */
  decoded: number;
  tokensPerSecond: number;
}

/** Of SmolLM2 135M: large enough that decoding is bound by memory. */
const shape: ModelConfig = {
  vocabSize: 49_152,
  hiddenSize: 576,
  intermediateSize: 1536,
  layers: 30,
  heads: 9,
  kvHeads: 3,
  headDim: 64,
  context: 2048,
  ropeTheta: 100_000,
  ropeScaling: { kind: 'none' },
  qkvBias: false,
  rmsNormEps: 1e-5,
  tiedEmbedding: true,
  endTokens: [],
};

const steps = 128;

/** How near int8 decoding comes to the memory's bandwidth. Null where there is no hardware adapter: a software one says nothing of this. */
export async function measureGpu(): Promise<GpuFigure | null> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter || adapter.info.isFallbackAdapter) return null;
  const copied = await copyBandwidth(adapter);
  const builder = await startWebgpuBackend(shape, 'int8');
  const stream = random(1);
  for (const [name, extents] of expectedTensors(shape)) {
    const width = extents.at(-1)!;
    const rows = extents.length === 1 ? 1 : extents[0]!;
    // One row of noise serves all: what weights are does not change how long they take.
    const values = Float32Array.from({ length: width }, () => (stream.next() - 0.5) / Math.sqrt(width));
    for (let firstRow = 0; firstRow < rows; firstRow++) builder.put({ name, shape: extents, firstRow, values });
  }
  const backend = await builder.finish();
  const contender = contend(backend);
  const prompt = Array.from({ length: 64 }, (_, i) => i);
  await contender.decode(prompt, 1, steps);
  const speeds: number[] = [];
  for (let round = 0; round < 5; round++) speeds.push((steps / (await contender.decode(prompt, 1, steps))) * 1000);
  const tokensPerSecond = speeds.sort((a, b) => a - b)[2]!;
  const { vendor, architecture, description } = adapter.info;
  const bytes = matrixBytes() + shape.layers * shape.kvHeads * shape.headDim * 2 * 4 * (prompt.length + steps / 2);
  backend.dispose();
  return {
    adapter: [vendor, architecture, description].filter(Boolean).join(' '),
    facts: backend.facts,
    copied: kept(copied),
    decoded: kept(bytes * tokensPerSecond),
    tokensPerSecond: kept(tokensPerSecond),
  };
}

/** A byte for each weight of each matrix that a token passes; the tied embedding is passed once, as the output. */
function matrixBytes(): number {
  let bytes = 0;
  for (const extents of expectedTensors(shape).values()) if (extents.length > 1) bytes += extents[0]! * extents[1]!;
  return bytes;
}

async function copyBandwidth(adapter: GPUAdapter): Promise<number> {
  const device = await adapter.requestDevice();
  const size = 2 ** 27;
  const [from, to] = [0, 1].map(() =>
    device.createBuffer({ size, usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST }),
  );
  const copy = async (times: number) => {
    const encoder = device.createCommandEncoder();
    for (let i = 0; i < times; i++) encoder.copyBufferToBuffer(from!, 0, to!, 0, size);
    const start = performance.now();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return performance.now() - start;
  };
  await copy(8);
  const times: number[] = [];
  for (let round = 0; round < 5; round++) times.push(await copy(64));
  device.destroy();
  return (64 * 2 * size) / (times.sort((a, b) => a - b)[2]! / 1000);
}
