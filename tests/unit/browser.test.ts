import { describe, expect, it } from 'vitest';
import type { Probes } from '../support/browser';
import { findBrowser } from '../support/browser';

/** A machine on which `files` can be run; installing adds to them what `installs` says. */
function machine(files: string[], more: Partial<Probes> & { installs?: Partial<Record<string, string[]>> } = {}) {
  const here = new Set(files);
  const asked: string[] = [];
  const add = (how: string) => {
    asked.push(how);
    const brought = more.installs?.[how];
    for (const file of brought ?? []) here.add(file);
    return brought !== undefined;
  };
  const probes: Probes = {
    env: { PATH: '/opt/tools:/usr/bin' },
    platform: 'linux',
    runnable: file => here.has(file),
    starts: () => true,
    playwrightPath: () => '/cache/playwright/chrome',
    installPlaywright: add,
    mayUseApt: () => false,
    installWithApt: () => add('apt'),
    ...more,
  };
  return { probes, asked };
}

describe('findBrowser', () => {
  const all = ['/mine/chrome', '/usr/bin/chromium', '/opt/tools/google-chrome', '/cache/playwright/chrome'];

  it('takes CHROMIUM_PATH before all else', async () => {
    const { probes } = machine(all, { env: { CHROMIUM_PATH: '/mine/chrome' } });
    expect(await findBrowser(probes)).toBe('/mine/chrome');
  });

  it('says so when CHROMIUM_PATH leads nowhere, rather than testing with another browser', async () => {
    const { probes } = machine(all, { env: { CHROMIUM_PATH: '/gone/chrome' } });
    await expect(findBrowser(probes)).rejects.toThrow('CHROMIUM_PATH names /gone/chrome');
  });

  it('then takes an installed one, then one on PATH, then the one of Playwright, and installs nothing', async () => {
    for (let first = 1; first < all.length; first++) {
      const { probes, asked } = machine(all.slice(first));
      expect(await findBrowser(probes)).toBe(all[first]);
      expect(asked).toEqual([]);
    }
  });

  it('passes over a browser that does not start', async () => {
    const { probes } = machine(all, { starts: file => file !== '/usr/bin/chromium' });
    expect(await findBrowser(probes)).toBe('/opt/tools/google-chrome');
  });

  it.each<[NodeJS.Platform, string]>([
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['darwin', '/home/me/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
    ['win32', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
    ['win32', 'D:\\tools\\chrome.exe'],
  ])('knows the places of %s', async (platform, file) => {
    const env = {
      HOME: '/home/me',
      PROGRAMFILES: 'C:\\Program Files',
      'PROGRAMFILES(X86)': 'C:\\Program Files (x86)',
      PATH: 'C:\\Windows;D:\\tools',
    };
    expect(await findBrowser(machine([file], { platform, env }).probes)).toBe(file);
  });

  it('downloads one where there is none', async () => {
    const { probes, asked } = machine([], { installs: { browser: ['/cache/playwright/chrome'] } });
    expect(await findBrowser(probes)).toBe('/cache/playwright/chrome');
    expect(asked).toEqual(['browser']);
  });

  it('adds the system libraries that a download lacks, where it may', async () => {
    const { probes, asked } = machine([], {
      installs: { browser: ['/cache/playwright/chrome'], dependencies: ['/lib/libnss3.so'] },
      starts: () => probes.runnable('/lib/libnss3.so'),
      mayUseApt: () => true,
    });
    expect(await findBrowser(probes)).toBe('/cache/playwright/chrome');
    expect(asked).toEqual(['browser', 'dependencies']);
  });

  it("takes the system's package where the download fails and it may", async () => {
    const { probes, asked } = machine([], { mayUseApt: () => true, installs: { apt: ['/usr/bin/chromium'] } });
    expect(await findBrowser(probes)).toBe('/usr/bin/chromium');
    expect(asked).toEqual(['browser', 'apt']);
  });

  it('says in one sentence what to do where nothing works', async () => {
    const { probes, asked } = machine([]);
    await expect(findBrowser(probes)).rejects.toThrow(/^The tests need a browser[^.]*CHROMIUM_PATH to one\.$/);
    expect(asked).toEqual(['browser']);
  });
});
