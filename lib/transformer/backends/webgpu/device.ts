import { Failure } from '@/lib/core/failure';
import { requestAdapter, requestDevice } from './adapter';

/**
 * A GPU device with its errors. All backends of a thread share one, because kernels are compiled per device; after a
 * device is lost, the next backend gets a new one.
 */
export class Gpu {
  /** Set when the device is lost. */
  loss: Failure | null = null;
  /** Errors that the device reported asynchronously, without a link to the call that caused them. */
  readonly errors: Failure[] = [];
  private readonly waiting = new Set<(failure: Failure) => void>();
  private readonly scopes = new Set<Promise<void>>();

  /** @param info of the adapter, for the record of a run */
  constructor(
    readonly device: GPUDevice,
    readonly info: GPUAdapterInfo,
  ) {
    void device.lost.then(({ reason, message }) => {
      this.loss = new Failure('device-lost', message || reason);
      for (const reject of this.waiting) reject(this.loss);
      this.waiting.clear();
    });
    device.addEventListener('uncapturederror', ({ error }) => this.errors.push(asFailure(error)));
  }

  /**
   * Runs work that waits for the device.
   * @throws Failure `device-lost` when the device is lost, even where the work would never settle
   */
  async guard<T>(work: () => Promise<T>): Promise<T> {
    if (this.loss) throw this.loss;
    let reject: (failure: Failure) => void = () => {};
    const lost = new Promise<never>((_, rejectLost) => (reject = rejectLost));
    this.waiting.add(reject);
    try {
      return await Promise.race([work(), lost]);
    } catch (error) {
      // Work on a lost device can reject before `lost` resolves.
      if (!(error instanceof Failure) && error instanceof DOMException)
        await Promise.race([this.device.lost, new Promise(resolve => setTimeout(resolve, 200))]);
      throw this.loss ?? error;
    } finally {
      this.waiting.delete(reject);
    }
  }

  /** Resolves when the outcome of all allocations so far is known; failures are in `errors`. */
  async settled(): Promise<void> {
    await Promise.all(this.scopes);
  }

  /**
   * Allocates a buffer that kernels may bind. Running out of memory adds to `errors` later.
   * @throws Failure `too-large` where the size exceeds a limit
   */
  allocate(label: string, bytes: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const { maxBufferSize, maxStorageBufferBindingSize } = this.device.limits;
    const most = usage & GPUBufferUsage.STORAGE ? Math.min(maxBufferSize, maxStorageBufferBindingSize) : maxBufferSize;
    if (bytes > most) throw new Failure('too-large', `${label} would take ${bytes} bytes; this GPU allows ${most}.`);
    this.device.pushErrorScope('out-of-memory');
    const buffer = this.device.createBuffer({ label, size: Math.max(16, Math.ceil(bytes / 16) * 16), usage });
    const scope: Promise<void> = this.device.popErrorScope().then(
      error => {
        if (error) this.errors.push(asFailure(error));
        this.scopes.delete(scope);
      },
      () => void this.scopes.delete(scope),
    );
    this.scopes.add(scope);
    return buffer;
  }
}

function asFailure(error: GPUError): Failure {
  return error instanceof GPUOutOfMemoryError
    ? new Failure('too-large', `The GPU is out of memory. ${error.message}`)
    : new Failure('unknown', `The GPU reported an error: ${error.message}`);
}

let shared: Promise<Gpu> | null = null;

/**
 * Returns the device that this thread shares.
 * @throws Failure `insecure-context`, `webgpu-missing`
 */
export function sharedGpu(): Promise<Gpu> {
  const opened = (shared ??= open());
  opened.then(
    gpu => void gpu.device.lost.then(() => forgetShared(opened)),
    () => forgetShared(opened),
  );
  return opened;
}

function forgetShared(opened: Promise<Gpu>): void {
  if (shared === opened) shared = null;
}

async function open(): Promise<Gpu> {
  const adapter = await requestAdapter();
  return new Gpu(await requestDevice(adapter), adapter.info);
}
