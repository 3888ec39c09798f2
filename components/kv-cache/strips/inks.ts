'use client';

import { useSyncExternalStore } from 'react';
import type { Inks } from './raster';

/** Per cent of the colour in the tone of a kept token, from no attention to the most. */
const palest = 28;
const tones = 32;

/**
 * The colours of a picture on a canvas, which knows no CSS. `look` is another text when the theme or the system's colours change: read them
 * anew then.
 */
export const useLook = (): string => useSyncExternalStore(watchLook, lookNow, () => '');

/** @param probe an element of the page, whose own colour is lost */
export function readInks(probe: HTMLElement, color: string): Inks {
  const paper = rgbOf(probe, 'var(--surface)');
  const full = rgbOf(probe, color);
  const kept = Uint32Array.from({ length: tones + 1 }, (_, tone) => {
    const share = (palest + ((100 - palest) * tone) / tones) / 100;
    return pixelOf(full.map((part, i) => share * part + (1 - share) * (paper[i] ?? 0)));
  });
  return { kept, merged: pixelOf(rgbOf(probe, 'var(--ink)')), evicted: pixelOf(rgbOf(probe, 'var(--line-strong)')) };
}

/** Red, green and blue of any CSS colour, as the page has it. */
function rgbOf(probe: HTMLElement, css: string): number[] {
  probe.style.color = css;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return [0, 0, 0];
  context.fillStyle = getComputedStyle(probe).color;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
}

/** An opaque pixel in the byte order of this machine. */
const pixelOf = (rgb: readonly number[]): number =>
  new Uint32Array(Uint8ClampedArray.from([...rgb.map(Math.round), 255]).buffer)[0] ?? 0;

const queries = ['(forced-colors: active)', '(prefers-color-scheme: dark)'];

/** The look of this moment. */
export const lookNow = (): string =>
  [document.documentElement.className, ...queries.map(query => matchMedia(query).matches)].join(' ');

function watchLook(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['class'] });
  const lists = queries.map(query => matchMedia(query));
  for (const list of lists) list.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    for (const list of lists) list.removeEventListener('change', changed);
  };
}
