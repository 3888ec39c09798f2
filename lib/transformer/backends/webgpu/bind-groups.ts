import type { BindingName, StorageName } from './bindings';
import { passStride } from './bindings';
import type { PassContext } from './context';
import type { Kernel } from './kernel';

/** Buffers that differ from layer to layer. */
export type Buffers = Partial<Record<StorageName, GPUBuffer>>;

/** The bind groups of kernels and layers. Keeps them until a buffer is replaced. */
export class BindGroups {
  private readonly groups = new Map<string, GPUBindGroup>();
  private generation = '';
  private readonly layers: GPUBuffer;

  constructor(private readonly context: PassContext) {
    const { gpu, config } = context;
    this.layers = gpu.allocate('layers', config.layers * passStride, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
    const numbers = new Uint32Array((config.layers * passStride) / 4);
    for (let layer = 0; layer < config.layers; layer++) numbers[(layer * passStride) / 4] = layer;
    gpu.device.queue.writeBuffer(this.layers, 0, numbers);
  }

  /** Drops bind groups that reference replaced buffers. */
  dropStale(): void {
    const { scratch, pages, pageTable } = this.context;
    const stores = pages.stores.map(store => store.generation);
    const generation = `${scratch.generation} ${pages.generation} ${pageTable.generation} ${stores.join(' ')}`;
    if (generation !== this.generation) this.groups.clear();
    this.generation = generation;
  }

  get(kernel: Kernel, layer: number, buffers: Buffers): GPUBindGroup {
    const key = `${kernel.label} ${layer}`;
    let group = this.groups.get(key);
    if (!group) {
      const entries = kernel.names.map((name, binding) => ({ binding, resource: this.resource(name, layer, buffers) }));
      group = this.context.gpu.device.createBindGroup({ label: key, layout: kernel.layout, entries });
      this.groups.set(key, group);
    }
    return group;
  }

  destroy(): void {
    this.layers.destroy();
    this.groups.clear();
  }

  private resource(name: BindingName, layer: number, buffers: Buffers): GPUBufferBinding {
    const { pages, pageTable, scratch } = this.context;
    if (name === 'layer') return { buffer: this.layers, offset: layer * passStride, size: 16 };
    if (name === 'pass') return { buffer: scratch.get('passes')!, size: passStride };
    if (name === 'pages') return { buffer: pages.buffer };
    if (name === 'pageTable') return { buffer: pageTable.buffer };
    return { buffer: buffers[name] ?? scratch.get(name)! };
  }
}
