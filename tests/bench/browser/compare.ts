import { environment } from '../environment';
import { installPeers } from '../peers/install';
import type { Results } from '../results';
import { contenderNames } from './contenders';
import { type BenchWindow, startHost } from './host';
import { measureMemory } from './memory';

/** Ours and the peers in headless Chromium, and what needs a hardware adapter in a second one that may use it. */
export async function compareInBrowser(rounds: number, enough: number): Promise<NonNullable<Results['browser']>> {
  const peers = installPeers();
  const about = environment();
  const host = await startHost('software');
  try {
    const chromium = host.browser.version();
    const memory = await measureMemory(host, contenderNames);
    const page = await host.open();
    const compared = await page.evaluate(
      ([names, count, least]) => (globalThis as unknown as BenchWindow).bench.compare(names, count, least),
      [contenderNames, rounds, enough] as const,
    );
    return { environment: { ...about, chromium, peers }, memory, ...compared, gpu: await measureHardware() };
  } finally {
    await host.close();
  }
}

/** What the targets are judged by. */
export async function measureTargets(rounds: number, enough: number): Promise<NonNullable<Results['targets']>> {
  const peers = installPeers();
  const about = environment();
  const host = await startHost('software');
  try {
    const chromium = host.browser.version();
    const page = await host.open();
    const samples = await page.evaluate(count => (globalThis as unknown as BenchWindow).bench.samples(count), rounds);
    const duels = await page.evaluate(
      ([names, count, least]) => (globalThis as unknown as BenchWindow).bench.duel(names, count, least),
      [contenderNames, rounds, enough] as const,
    );
    return { environment: { ...about, chromium, peers }, duels, samples };
  } finally {
    await host.close();
  }
}

async function measureHardware() {
  const host = await startHost('hardware');
  try {
    const page = await host.open();
    return await page.evaluate(() => (globalThis as unknown as BenchWindow).bench.measureGpu());
  } finally {
    await host.close();
  }
}
