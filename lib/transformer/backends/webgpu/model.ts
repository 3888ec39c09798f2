import type { ModelConfig } from '../../config';
import type { TensorRows } from '../../contract';
import type { Gpu } from './device';
import { type Layout, pairedIndex } from './layout';
import { matrixBytes, MatrixPacker, type MatrixSize, type Precision, type Rows, toHalves } from './matrix';
import { finalVectors, layerVectors } from './vectors';

/** The weights of one layer on the GPU. */
export interface LayerBuffers {
  /** Query, key and value heads. */
  qkv: GPUBuffer;
  /** Output projection of the attention. */
  output: GPUBuffer;
  /** Gate and up projection, interleaved by four outputs. */
  gateUp: GPUBuffer;
  down: GPUBuffer;
  vectors: GPUBuffer;
}

interface Target {
  packer: MatrixPacker;
  rows: Rows;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const unpadded: Rows = { column: output => output, place: input => input };

/** All weights of a model: receives tensors as they arrive and owns the buffers. */
export class GpuModel {
  readonly layers: LayerBuffers[] = [];
  readonly embedding: GPUBuffer;
  readonly lmHead: GPUBuffer;
  readonly finalVectors: GPUBuffer;
  private readonly buffers: GPUBuffer[] = [];
  private readonly targets = new Map<string, Target>();
  /** By tensor name: the host copy of a vectors buffer and the place of each value in it. */
  private readonly vectors = new Map<string, { into: Float32Array; column(i: number): number }>();
  private pending: { buffer: GPUBuffer; data: Float32Array }[] = [];

  /** @throws Failure `too-large` */
  constructor(
    private readonly gpu: Gpu,
    private readonly config: ModelConfig,
    private readonly layout: Layout,
    private readonly precision: Precision,
  ) {
    try {
      const bytes = precision === 'f32' ? 16 : 8;
      this.embedding = this.allocate('The embedding', config.vocabSize * layout.hidden4 * bytes);
      for (let layer = 0; layer < config.layers; layer++) this.layers.push(this.allocateLayer(layer));
      const { at, size } = finalVectors(layout);
      const data = new Float32Array(size * 4);
      this.finalVectors = this.allocateVectors('final vectors', data);
      this.vectors.set('model.norm.weight', { into: data.subarray(at.norm * 4), column: i => i });
      const shape = { inputs4: layout.hidden4, units: layout.vocabularyUnits };
      const scales = data.subarray(at.scales * 4);
      const columns = range(config.vocabSize);
      const lmHead = this.allocateMatrix('The output matrix', shape, columns, scales);
      this.lmHead = lmHead.buffer;
      const name = config.tiedEmbedding ? 'model.embed_tokens.weight' : 'lm_head.weight';
      this.targets.set(name, { packer: lmHead.packer, rows: unpadded });
    } catch (error) {
      this.destroy();
      throw error;
    }
  }

  put({ name, shape, firstRow, values }: TensorRows): void {
    const width = shape.at(-1)!;
    const vector = this.vectors.get(name);
    if (vector) values.forEach((value, i) => (vector.into[vector.column(i)] = value));
    if (name === 'model.embed_tokens.weight') this.putEmbedding(values, width, firstRow);
    const target = this.targets.get(name);
    if (target) target.packer.put(values, width, firstRow, target.rows);
  }

  /** Uploads what was collected on the host: norms, biases, scales. */
  finish(): void {
    for (const { buffer, data } of this.pending)
      this.gpu.device.queue.writeBuffer(buffer, 0, data as Float32Array<ArrayBuffer>);
    this.pending = [];
    this.targets.clear();
    this.vectors.clear();
  }

  get bytes(): number {
    return this.buffers.reduce((sum, buffer) => sum + buffer.size, 0);
  }

  destroy(): void {
    for (const buffer of this.buffers) buffer.destroy();
    this.targets.clear();
  }

  private allocateLayer(layer: number): LayerBuffers {
    const { config, layout } = this;
    const { heads, kvHeads, headDim, hiddenSize, intermediateSize } = config;
    const { hidden4, hiddenUnits, intermediate4, query4, headUnits, head4 } = layout;
    const prefix = `model.layers.${layer}`;
    const { at, size } = layerVectors(config, layout);
    const data = new Float32Array(size * 4);
    const vectors = this.allocateVectors(`${prefix} vectors`, data);
    const slice = (offset: number) => data.subarray(offset * 4);

    const paired = (first: number) => (i: number) =>
      (first + Math.floor(i / headDim)) * headUnits * 8 + pairedIndex(i % headDim, headDim);
    const inOrder = (first: number) => (i: number) => (first + Math.floor(i / headDim)) * headUnits * 8 + (i % headDim);
    const projections = {
      q_proj: { count: heads * headDim, column: paired(0) },
      k_proj: { count: kvHeads * headDim, column: paired(heads) },
      v_proj: { count: kvHeads * headDim, column: inOrder(heads + kvHeads) },
    };
    const mlp = {
      gate_proj: (i: number) => 8 * Math.floor(i / 4) + (i % 4),
      up_proj: (i: number) => 8 * Math.floor(i / 4) + (i % 4) + 4,
    };
    const qkv = this.allocateMatrix(
      `${prefix}.qkv`,
      { inputs4: hidden4, units: layout.qkvUnits },
      Object.values(projections).flatMap(({ count, column }) => range(count).map(column)),
      slice(at.qkvScales),
    );
    const output = this.allocateMatrix(`${prefix}.o`, { inputs4: query4, units: hiddenUnits }, range(hiddenSize), slice(at.outputScales)); // prettier-ignore
    const gateUp = this.allocateMatrix(
      `${prefix}.gate_up`,
      { inputs4: hidden4, units: intermediate4 },
      Object.values(mlp).flatMap(column => range(intermediateSize).map(column)),
      slice(at.gateUpScales),
    );
    const down = this.allocateMatrix(`${prefix}.down`, { inputs4: intermediate4, units: hiddenUnits }, range(hiddenSize), slice(at.downScales)); // prettier-ignore

    const target = (name: string, packer: MatrixPacker, rows: Partial<Rows>) =>
      this.targets.set(`${prefix}.${name}.weight`, { packer, rows: { ...unpadded, ...rows } });
    for (const [name, { column }] of Object.entries(projections)) {
      target(`self_attn.${name}`, qkv.packer, { column });
      if (at.bias !== null) this.vectors.set(`${prefix}.self_attn.${name}.bias`, { into: slice(at.bias), column });
    }
    // The attention output is padded per head.
    const place = (input: number) => Math.floor(input / headDim) * head4 * 4 + (input % headDim);
    target('self_attn.o_proj', output.packer, { place });
    for (const [name, column] of Object.entries(mlp)) target(`mlp.${name}`, gateUp.packer, { column });
    target('mlp.down_proj', down.packer, {});
    const plain = (i: number) => i;
    this.vectors.set(`${prefix}.input_layernorm.weight`, { into: slice(at.attentionNorm), column: plain });
    this.vectors.set(`${prefix}.post_attention_layernorm.weight`, { into: slice(at.mlpNorm), column: plain });
    return { qkv: qkv.buffer, output: output.buffer, gateUp: gateUp.buffer, down: down.buffer, vectors };
  }

  private allocateMatrix(label: string, size: MatrixSize, columns: number[], scales: Float32Array) {
    const { gpu, precision } = this;
    const buffer = this.allocate(label, matrixBytes(size, precision));
    const packer = new MatrixPacker(size, precision, columns, scales, (offset, data) =>
      gpu.device.queue.writeBuffer(buffer, offset, data as Int8Array<ArrayBuffer>),
    );
    return { buffer, packer };
  }

  /** Uploads rows as float32, or as packed halves, which a shader unpacks without the f16 feature. */
  private putEmbedding(values: Float32Array, width: number, firstRow: number): void {
    const stride = this.layout.hidden4 * 4;
    const rows = values.length / width;
    const stored = this.precision === 'f32' ? values : toHalves(values);
    const padded = this.precision === 'f32' ? new Float32Array(rows * stride) : new Uint16Array(rows * stride);
    for (let row = 0; row < rows; row++) padded.set(stored.subarray(row * width, (row + 1) * width), row * stride);
    const offset = firstRow * stride * padded.BYTES_PER_ELEMENT;
    this.gpu.device.queue.writeBuffer(this.embedding, offset, padded as Float32Array<ArrayBuffer>);
  }

  private allocateVectors(label: string, data: Float32Array): GPUBuffer {
    const buffer = this.allocate(label, data.byteLength);
    this.pending.push({ buffer, data });
    return buffer;
  }

  private allocate(label: string, bytes: number): GPUBuffer {
    const buffer = this.gpu.allocate(label, bytes, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
    this.buffers.push(buffer);
    return buffer;
  }
}
