import { type Browser, chromium, type Page } from 'playwright';
import { browserFlags, findBrowser } from '../support/browser';

/** A browser that takes every host but this machine for the hub. */
export async function startBrowser(hubPort: number): Promise<Browser> {
  const rules = `MAP * 127.0.0.1:${hubPort}, EXCLUDE 127.0.0.1`;
  return chromium.launch({
    executablePath: await findBrowser(),
    args: [...browserFlags, `--host-resolver-rules=${rules}`, '--ignore-certificate-errors'],
  });
}

/** Ends the process that computes for all pages, as a crash of a driver does. @throws Error where it is not found */
export async function killGpuProcess(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const gpu = processInfo.find(({ type }) => type.toLowerCase() === 'gpu');
  if (!gpu) throw new Error('The browser has no GPU process.');
  process.kill(gpu.id, 'SIGKILL');
}

/** Blocks that a step of the model may compute where not all arithmetic is done. */
const fewBlocks = 64;

/**
 * Keeps the devices that the workers of a page ask for, so that `destroyDevices` can destroy them. Without `isWhole`, of each step of the
 * model only the first blocks are computed: on a software adapter, a token then takes seconds and not minutes, and all else is as it is.
 */
export function watchWorkers(page: Page, isWhole: boolean): void {
  page.on('worker', worker => {
    // The worker may have ended.
    void worker.evaluate(watch, isWhole ? Infinity : fewBlocks).catch(() => undefined);
  });
}

/** In the worker. */
function watch(mostBlocks: number): void {
  if (typeof GPUAdapter === 'undefined') return;
  const devices: GPUDevice[] = ((self as unknown as { devices: GPUDevice[] }).devices = []);
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...wanted) {
    const device = await requestDevice.apply(this, wanted);
    devices.push(device);
    return device;
  };
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (x, y, z) {
    dispatchWorkgroups.call(this, Math.min(x, mostBlocks), y, z);
  };
}

/** Destroys every device of every worker; gives their number. */
export async function destroyDevices(page: Page): Promise<number> {
  const counts = page.workers().map(worker =>
    worker
      .evaluate(() => {
        const { devices = [] } = self as unknown as { devices?: GPUDevice[] };
        for (const device of devices) device.destroy();
        return devices.length;
      })
      .catch(() => 0),
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

export type { Browser };
