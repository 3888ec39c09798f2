import type { BindingName, StorageName } from './bindings';
import { passStruct, wgslType } from './bindings';
import type { Precision } from './matrix';

/** A kernel before compilation: its bindings, and WGSL with a `main`. */
export interface KernelSource {
  label: string;
  reads: readonly StorageName[];
  writes: readonly StorageName[];
  /** Whether it binds the pass record and the layer index. */
  uniforms: readonly ('pass' | 'layer')[];
  code: string;
}

export interface Kernel {
  label: string;
  pipeline: GPUComputePipeline;
  layout: GPUBindGroupLayout;
  names: readonly BindingName[];
}

/** Compiled kernels by their source text, so that models of the same shape compile once. */
const compiled = new WeakMap<GPUDevice, Map<string, Promise<Kernel>>>();

export function compile(device: GPUDevice, source: KernelSource, precision: Precision): Promise<Kernel> {
  const code = assemble(source, precision);
  let kernels = compiled.get(device);
  if (!kernels) compiled.set(device, (kernels = new Map()));
  let kernel = kernels.get(code);
  if (!kernel) {
    kernel = create(device, source, code);
    kernels.set(code, kernel);
    // A kernel that failed for lack of memory may compile later.
    kernel.catch(() => kernels.delete(code));
  }
  return kernel;
}

const namesOf = ({ uniforms, reads, writes }: KernelSource): BindingName[] => [...uniforms, ...reads, ...writes];

/** Assembles the WGSL text: declarations, then the code of the kernel. */
export function assemble(source: KernelSource, precision: Precision): string {
  const declare = (name: BindingName, i: number): string => {
    if (name === 'pass') return `@group(0) @binding(${i}) var<uniform> pass_: Pass;`;
    if (name === 'layer') return `@group(0) @binding(${i}) var<uniform> layer: vec4u;`;
    const access = source.writes.includes(name) ? 'read_write' : 'read';
    return `@group(0) @binding(${i}) var<storage, ${access}> ${name}: ${wgslType(name, precision)};`;
  };
  const half = precision === 'f16' && source.reads.includes('weights') ? 'enable f16;' : '';
  return [half, passStruct, ...namesOf(source).map(declare), source.code].join('\n');
}

/** Compiles a kernel at once, for calls that cannot wait. */
export function compileNow(device: GPUDevice, source: KernelSource, precision: Precision): Kernel {
  const { description, ...kernel } = describe(device, source, assemble(source, precision));
  return { ...kernel, pipeline: device.createComputePipeline(description) };
}

async function create(device: GPUDevice, source: KernelSource, code: string): Promise<Kernel> {
  const { description, ...kernel } = describe(device, source, code);
  return { ...kernel, pipeline: await device.createComputePipelineAsync(description) };
}

function describe(
  device: GPUDevice,
  source: KernelSource,
  code: string,
): Omit<Kernel, 'pipeline'> & { description: GPUComputePipelineDescriptor } {
  const { label } = source;
  const names = namesOf(source);
  const type = (name: BindingName): GPUBufferBindingLayout => {
    if (name === 'pass') return { type: 'uniform', hasDynamicOffset: true };
    if (name === 'layer') return { type: 'uniform' };
    return { type: source.writes.includes(name) ? 'storage' : 'read-only-storage' };
  };
  const layout = device.createBindGroupLayout({
    label,
    entries: names.map((name, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: type(name) })),
  });
  const description = {
    label,
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ label, code }), entryPoint: 'main' },
  };
  return { label, layout, names, description };
}
