import '@/app/globals.css';

import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, vi } from 'vitest';
import { cdp, page } from 'vitest/browser';

const environment = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
environment.IS_REACT_ACT_ENVIRONMENT = true;

export { act };

let mounted: { root: Root; frame: HTMLElement } | undefined;

/** Draws `element` into the page, in place of what an earlier call drew. The frame is removed after the test. */
export async function render(element: ReactNode): Promise<HTMLElement> {
  if (!mounted) {
    const frame = document.body.appendChild(document.createElement('div'));
    mounted = { root: createRoot(frame), frame };
  }
  const { root, frame } = mounted;
  await act(async () => root.render(element));
  return frame;
}

/** Takes what is drawn off the page, as leaving the page would. */
export async function unmount(): Promise<void> {
  if (!mounted) return;
  const { root, frame } = mounted;
  mounted = undefined;
  await act(async () => root.unmount());
  frame.remove();
}

interface Looks {
  /** Pixels of the page. */
  width?: number;
  height?: number;
  forcedColors?: boolean;
  reducedMotion?: boolean;
  dark?: boolean;
  /** The root's font size in per cent: 200 is what a reader with text zoom has. */
  textZoom?: number;
}

/** The commands of the Chromium protocol that the tests send; the types of the session name none. */
interface Protocol {
  send(method: 'Emulation.setEmulatedMedia', params: { features: { name: string; value: string }[] }): Promise<unknown>;
}

/** Emulates a screen and what a reader asked of the system. Everything that is not named is as usual. */
export async function emulate(looks: Looks): Promise<void> {
  const {
    width = 1024,
    height = 768,
    forcedColors = false,
    reducedMotion = false,
    dark = false,
    textZoom = 100,
  } = looks;
  await act(() => page.viewport(width, height));
  await (cdp() as unknown as Protocol).send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'forced-colors', value: forcedColors ? 'active' : 'none' },
      { name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' },
      { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
    ],
  });
  document.documentElement.style.fontSize = textZoom === 100 ? '' : `${textZoom}%`;
  document.documentElement.classList.toggle('dark', dark);
}

/** Waits until the browser has drawn, which sends the events of scrolling and the reports of resize observers. */
export const frames = (): Promise<void> =>
  act(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  });

/** Waits for what comes by itself, for instance from a worker or the network. React draws meanwhile, which it does not within `act`. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  environment.IS_REACT_ACT_ENVIRONMENT = false;
  try {
    await vi.waitUntil(condition, { timeout: 60_000 });
  } finally {
    environment.IS_REACT_ACT_ENVIRONMENT = true;
  }
}

/** The width of the page beyond the screen, in pixels. */
export const overflow = (): number => document.documentElement.scrollWidth - document.documentElement.clientWidth;

afterEach(async () => {
  await unmount();
  await emulate({});
});
