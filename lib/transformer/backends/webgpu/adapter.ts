import { Failure } from '@/lib/core/failure';

/** The limits that decide which models fit. */
const limitNames = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
] as const;

/** What is known of the GPU before a model is loaded. */
export type AdapterFacts =
  | { present: false; reason: string }
  | {
      present: true;
      vendor: string;
      architecture: string;
      description: string;
      /** The CPU computes: correct, but slower than WebAssembly. */
      isFallback: boolean;
      shaderF16: boolean;
      subgroups: boolean;
      limits: Record<(typeof limitNames)[number], number>;
    };

/** @throws Failure `insecure-context`, `webgpu-missing` */
export async function requestAdapter(): Promise<GPUAdapter> {
  if (globalThis.isSecureContext === false) throw new Failure('insecure-context');
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  if (!gpu) throw new Failure('webgpu-missing', 'navigator.gpu does not exist.');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Failure('webgpu-missing', 'The browser found no adapter.');
  return adapter;
}

/** Requests a device with the features and limits of the adapter that this backend uses. */
export function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  return adapter.requestDevice({
    requiredFeatures: adapter.features.has('shader-f16') ? ['shader-f16'] : [],
    requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
  });
}

/** Reports what the GPU is. Checks a small computation first, because some adapters are offered but do not work. */
export async function probeAdapter(): Promise<AdapterFacts> {
  let device: GPUDevice | undefined;
  try {
    const adapter = await requestAdapter();
    device = await requestDevice(adapter);
    if (!(await computesCorrectly(device))) return { present: false, reason: 'The GPU computes wrong results.' };
    const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
    const limits = Object.fromEntries(limitNames.map(name => [name, adapter.limits[name]]));
    return {
      present: true,
      vendor,
      architecture,
      description,
      isFallback: isFallbackAdapter,
      shaderF16: adapter.features.has('shader-f16'),
      subgroups: adapter.features.has('subgroups'),
      limits: limits as Record<(typeof limitNames)[number], number>,
    };
  } catch (error) {
    return { present: false, reason: error instanceof Error ? error.message : String(error) };
  } finally {
    device?.destroy();
  }
}

/** Each of 64 threads hashes its number as the sampler does, and sums fractions that float32 represents exactly. */
async function computesCorrectly(device: GPUDevice): Promise<boolean> {
  const code = `
@group(0) @binding(0) var<storage, read_write> out: array<vec2u>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  var x = id.x * 0x7feb352du;
  x = x ^ (x >> 15u);
  var sum = 0.0;
  for (var i = 0u; i <= id.x; i++) { sum = fma(f32(i), 0.25, sum); }
  out[id.x] = vec2u(x, bitcast<u32>(sum));
}`;
  const usage = GPUBufferUsage;
  const out = device.createBuffer({ size: 512, usage: usage.STORAGE | usage.COPY_SRC });
  const readback = device.createBuffer({ size: 512, usage: usage.MAP_READ | usage.COPY_DST });
  const module = device.createShaderModule({ code });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [{ binding: 0, resource: { buffer: out } }],
    }),
  );
  pass.dispatchWorkgroups(1);
  pass.end();
  encoder.copyBufferToBuffer(out, 0, readback, 0, 512);
  device.queue.submit([encoder.finish()]);
  await readback.mapAsync(GPUMapMode.READ);
  const bytes = readback.getMappedRange();
  const words = new Uint32Array(bytes);
  const floats = new Float32Array(bytes);
  return Array.from({ length: 64 }, (_, i) => i).every(i => {
    const x = Math.imul(i, 0x7feb352d) >>> 0;
    return words[2 * i] === (x ^ (x >>> 15)) >>> 0 && floats[2 * i + 1] === (i * (i + 1)) / 8;
  });
}
