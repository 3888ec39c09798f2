'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { redrawEvent } from '@/components/ui/take-away/draw/print-colours';
import { useRem } from '@/components/ui/use-rem';
import type { Frame } from '@/lib/panels/kv-cache/report/frame';
import { lookNow, readInks, useLook } from './inks';
import { type Inks, paintFrame } from './raster';
import { stripRows } from './rows';

/** The strips of all heads of a cache at one step. Draws again only when the frame, the colours or the size change. */
export function StripCanvas({
  frame,
  attention,
  layers,
  kvHeads,
  color,
}: {
  frame: Frame;
  attention: Uint8Array | null;
  layers: number;
  kvHeads: number;
  /** Of kept tokens, as CSS. */
  color: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const rem = useRem();
  const look = useLook();
  const inks = useRef<{ of: string; inks: Inks } | null>(null);
  const [cssWidth, setCssWidth] = useState(0);
  const buffer = useRef<Buffer | null>(null);
  const draw = useEffectEvent((colours: string) => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    const width = frame.states.length / Math.max(1, layers * kvHeads);
    if (!element || !context || !probe.current || cssWidth === 0 || width === 0) return;
    if (inks.current?.of !== colours) inks.current = { of: colours, inks: readInks(probe.current, color) };
    const { rows, height } = stripRows(layers, kvHeads, (devicePixelRatio * rem) / 16);
    buffer.current = bufferOf(buffer.current, width, height);
    const { image, pixels, source } = buffer.current;
    paintFrame(pixels, { states: frame.states, attention }, rows, inks.current.inks);
    source.getContext('2d')?.putImageData(image, 0, 0);
    const deviceWidth = Math.round(cssWidth * devicePixelRatio);
    if (element.width !== deviceWidth || element.height !== height) {
      element.width = deviceWidth;
      element.height = height;
      element.style.height = `${height / devicePixelRatio}px`;
    } else context.clearRect(0, 0, deviceWidth, height);
    // Several tokens that share a column are averaged; one of several columns has sharp edges.
    context.imageSmoothingEnabled = deviceWidth < width;
    context.drawImage(source, 0, 0, width, height, 0, 0, deviceWidth, height);
  });
  const colours = `${color} ${look}`;
  useEffect(() => draw(colours), [frame, attention, layers, kvHeads, colours, rem, cssWidth]);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setCssWidth(element.clientWidth));
    observer.observe(element);
    const redraw = () => draw(`${color} ${lookNow()}`);
    element.addEventListener(redrawEvent, redraw);
    return () => {
      observer.disconnect();
      element.removeEventListener(redrawEvent, redraw);
    };
  }, [color]);
  return (
    <>
      <canvas ref={canvas} aria-hidden className="block w-full" />
      <span ref={probe} hidden className="forced-color-adjust-none" />
    </>
  );
}

/** The picture with a column a token, which the canvas then stretches. */
interface Buffer {
  image: ImageData;
  pixels: Uint32Array;
  source: HTMLCanvasElement;
}

function bufferOf(known: Buffer | null, width: number, height: number): Buffer {
  if (known?.image.width === width && known.image.height === height) return known;
  const image = new ImageData(width, height);
  const source = document.createElement('canvas');
  source.width = width;
  source.height = height;
  return { image, pixels: new Uint32Array(image.data.buffer), source };
}
