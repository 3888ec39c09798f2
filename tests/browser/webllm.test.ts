import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { createWebllmEngine } from '@/lib/engines/webllm';
import { nameWebllmError } from '@/lib/engines/webllm/errors';
import { browserLibrary } from '@/lib/engines/webllm/library';
import { watchDevices } from '@/lib/engines/webllm/lost-device';
import { probeMachine } from '@/lib/engines/webllm/probe';

// No model can be downloaded where the tests run, so what is seen here is the way to the download and not beyond it.
const model = 'SmolLM2-360M-Instruct-q4f32_1-MLC';

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Failure)) throw new Error(`no failure but ${String(error)}`);
  return error;
}

describe('WebLLM in a browser', () => {
  it('sees the adapter, its features and its limits', async () => {
    const probe = await probeMachine();
    expect(probe.secure).toBe(true);
    expect(probe.adapter?.software).toBe(true);
    expect(probe.adapter?.storageBuffersPerStage).toBeGreaterThanOrEqual(8);
    expect(probe.storageFreeBytes).toBeGreaterThan(0);
  });

  it('knows a device that was destroyed under a read for lost, in the words of this browser', async () => {
    const adapter = await navigator.gpu.requestAdapter();
    const device = await adapter?.requestDevice();
    if (!device) throw new Error('no device');
    const buffer = device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
    const read = buffer.mapAsync(GPUMapMode.READ).catch((thrown: unknown) => thrown);
    device.destroy();
    // As the worker sends it.
    expect(nameWebllmError(String(await read))).toMatchObject({ kind: 'device-lost' });
  });

  it('hears of a device that is lost while nothing asks it for anything', async () => {
    const heard: string[] = [];
    const { requestDevice } = GPUAdapter.prototype;
    watchDevices(GPUAdapter.prototype, message => heard.push(message));
    try {
      const device = await (await navigator.gpu.requestAdapter())?.requestDevice();
      device?.destroy();
      await expect.poll(() => heard).toHaveLength(1);
    } finally {
      GPUAdapter.prototype.requestDevice = requestDevice;
    }
  });

  it('starts its worker, which answers and sends errors as text with a name', async () => {
    const { worker, client } = await browserLibrary.connect(() => {});
    const error: unknown = await client.getMessage(model).catch((thrown: unknown) => thrown);
    worker.terminate();
    expect(error).toMatch(/^ModelNotLoadedError: /);
  });

  it('fails as download-failed where the hub cannot be reached, from the page and from the worker', async () => {
    const never = new AbortController().signal;
    const away = () =>
      Promise.reject(new Failure('download-failed', 'The hub that holds this model cannot be reached.'));
    const page = createWebllmEngine({ model, retry_ms: 1, library: { ...browserLibrary, modelBytes: away } });
    expect((await failureOf(page.load(() => {}, never))).kind).toBe('download-failed');
    // The size is told, so that the library itself gets to try in its worker.
    const inWorker = createWebllmEngine({
      model,
      retry_ms: 1,
      library: { ...unreachable, modelBytes: async () => 1_000 },
    });
    expect((await failureOf(inWorker.load(() => {}, never))).kind).toBe('download-failed');
    await inWorker.dispose();
  });
});

/** A hub that nobody runs, whatever the network of the machine. */
const unreachable = {
  ...browserLibrary,
  async connect(...[onReport]: Parameters<typeof browserLibrary.connect>) {
    const { worker, client } = await browserLibrary.connect(onReport);
    const nowhere = { model: 'https://127.0.0.1:9/m/', model_id: model, model_lib: 'https://127.0.0.1:9/m.wasm' };
    (client as unknown as { setAppConfig(config: unknown): void }).setAppConfig({ model_list: [nowhere] });
    return { worker, client };
  },
};
