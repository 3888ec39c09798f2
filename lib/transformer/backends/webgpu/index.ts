import { Failure } from '@/lib/core/failure';
import { PagedCache } from '../../cache/paged';
import type { ModelConfig } from '../../config';
import type { Backend, BackendBuilder } from '../../contract';
import { learnedFacts } from '../../learned/registry';
import { chooseKernels, type KernelChoice } from './choose';
import { type Gpu, sharedGpu } from './device';
import { Forward, samplesPerPass } from './forward';
import { compile } from './kernel';
import { Kernels, type KernelSet } from './kernels';
import { layoutOf } from './layout';
import { LearnedForward } from './learned-forward';
import type { Precision } from './matrix';
import { GpuModel } from './model';
import { PageTable } from './page-table';
import { GpuPages, moveKernel } from './pages';
import { Scratch } from './scratch';

export { type AdapterFacts, probeAdapter } from './adapter';
export { Gpu, sharedGpu } from './device';

export interface WebgpuOptions {
  /** `auto` times both sets on the model and takes the faster. */
  kernels?: 'auto' | KernelSet;
  /** Replaces the thread's shared device. */
  gpu?: Gpu;
}

/**
 * The WebGPU backend. Weights are float32, half precision (where the GPU supports it) or int8 with one scale per
 * output; sums and the cache are always float32.
 * @throws Failure `webgpu-missing`, `insecure-context`, `gpu-feature`, `too-large`, `device-lost`
 */
export async function startWebgpuBackend(
  config: ModelConfig,
  precision: Precision,
  { kernels = 'auto', gpu: given }: WebgpuOptions = {},
): Promise<BackendBuilder> {
  const gpu = given ?? (await sharedGpu());
  if (gpu.loss) throw gpu.loss;
  if (precision === 'f16' && !gpu.device.features.has('shader-f16'))
    throw new Failure('gpu-feature', 'It has no shader-f16.');
  const layout = layoutOf(config);
  const model = new GpuModel(gpu, config, layout, precision);
  const reported = gpu.errors.length;
  return {
    put(rows) {
      if (!gpu.loss) model.put(rows);
    },
    async finish() {
      try {
        return await gpu.guard(async () => {
          model.finish();
          await gpu.settled();
          if (gpu.errors.length > reported) throw gpu.errors[reported]!;
          return openBackend(gpu, config, precision, model, kernels);
        });
      } catch (error) {
        model.destroy();
        throw error;
      }
    },
    abandon: () => model.destroy(),
  };
}

async function openBackend(
  gpu: Gpu,
  config: ModelConfig,
  precision: Precision,
  model: GpuModel,
  kernels: 'auto' | KernelSet,
): Promise<Backend> {
  const layout = layoutOf(config);
  const pages = new GpuPages(gpu, config, layout, await compile(gpu.device, moveKernel, precision));
  const pageTable = new PageTable(gpu, layout);
  const scratch = new Scratch(gpu);
  const cache = new PagedCache(config, pages);
  const context = { gpu, config, layout, kernels: new Kernels(gpu.device, config, layout, precision), model, pages, pageTable, scratch }; // prettier-ignore
  let disposed = false;
  let known = gpu.errors.length;

  /** Throws the first device error since the last check. */
  const check = async () => {
    await gpu.settled();
    const error = gpu.errors[known];
    known = gpu.errors.length;
    if (error) throw error;
  };
  const forward = config.learned
    ? new LearnedForward(context, cache, config.learned, check)
    : new Forward(context, cache);
  const owned = [pages, pageTable, scratch, forward, model];
  const dispose = () => owned.forEach(part => part.destroy());

  let choice: KernelChoice;
  try {
    choice = kernels === 'auto' ? await chooseKernels(forward, cache) : { set: kernels, reason: 'as asked' };
    await check();
  } catch (error) {
    dispose();
    throw error;
  }

  return {
    name: `webgpu-${precision}`,
    config,
    cache,
    samplesPerPass: samplesPerPass(config),
    facts: {
      adapter: [gpu.info.vendor, gpu.info.architecture, gpu.info.description].filter(Boolean).join(' '),
      ...(gpu.info.isFallbackAdapter && { fallback: 'computed by the CPU' }),
      kernels: choice.set,
      'kernels chosen by': choice.reason,
      ...learnedFacts(config.learned),
    },
    async forward(spans) {
      if (disposed) throw new Error('This backend was disposed');
      try {
        return await gpu.guard(async () => {
          const results = await forward.run(spans, choice.set);
          await check();
          return results;
        });
      } catch (error) {
        throw disposed ? new Failure('cancelled', 'The model was unloaded.', { cause: error }) : error;
      }
    },
    weightBytes: () => (disposed ? 0 : model.bytes),
    dispose() {
      disposed = true;
      dispose();
    },
  };
}
