import { useState } from 'react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { CacheView } from '@/components/kv-cache/cache-view';
import type { KvRun } from '@/components/kv-cache/view-state';
import { appears, field, keys, named, press, type } from '../../support/draw-workbench';
import { kvPage, kvView, shape } from '../../support/kv-run';
import { act, emulate, frames, overflow, render, until } from '../../support/render';
import { readSvg, save, textsOf } from '../../support/saved-file';

async function draw(run?: KvRun) {
  const { around } = kvPage();
  const frame = await render(around(<CacheView run={run ?? (await kvView())} />));
  await until(() => frame.querySelector('canvas, [role=status], table') !== null);
  await frames();
  const slider = named('input', 'Tokens of the continuation') as HTMLInputElement | undefined;
  return { frame, slider };
}

/** Colours of a column of the picture, from top to bottom. */
function column(canvas: HTMLCanvasElement, token: number, width: number): Set<string> {
  const x = Math.floor(((token + 0.5) / width) * canvas.width);
  const { data } = canvas.getContext('2d')!.getImageData(x, 0, 1, canvas.height);
  return new Set(Array.from({ length: canvas.height }, (_, y) => data.subarray(4 * y, 4 * y + 4).join()));
}

const canvasIn = (frame: HTMLElement) => frame.querySelector('canvas')!;
const width = shape.prompt + shape.continuation - 1;

describe('the saved strips of a cache', () => {
  /** The distinct colours of the picture that an SVG holds. */
  async function coloursOf(svg: Element): Promise<Set<number>> {
    const answer = await fetch(svg.querySelector('image')!.getAttribute('href')!);
    const image = await createImageBitmap(await answer.blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer));
  }

  it('are those of the screen with their labels, in the colours of print', async () => {
    const { frame } = await draw();
    const saver = () => frame.querySelector<HTMLElement>('section [aria-label^="Save: "]')!;
    const light = await readSvg(await save(saver(), 'SVG'));
    expect(textsOf(light).join(' ')).toMatch(
      /StreamingLLM, 2×.*measured · n = \d+ tokens read.*Layer 1.*kept.*evicted/,
    );
    const { width: across } = canvasIn(frame).getBoundingClientRect();
    expect(Number(light.querySelector('image')!.getAttribute('width'))).toBeCloseTo(across, 0);
    expect((await coloursOf(light)).size).toBeGreaterThan(2);

    await act(() => emulate({ dark: true }));
    await frames();
    const onScreen = canvasIn(frame).toDataURL();
    const dark = await readSvg(await save(saver(), 'SVG'));
    expect(await coloursOf(dark)).toEqual(await coloursOf(light));
    expect(dark.querySelector('image')!.getAttribute('href')).not.toBe(onScreen);
    expect(canvasIn(frame).toDataURL()).toBe(onScreen);
  });
});

describe('the live view of a cache', () => {
  it('shows the first policy that removes anything, at its end, with figures and texts', async () => {
    const { frame, slider } = await draw();
    expect(frame.querySelector('h3')?.textContent).toContain('StreamingLLM, 2×');
    expect(slider!.value).toBe('15');
    expect(frame.textContent).toContain('another text from token 4 on');
    const run = await kvView();
    const [unit] = [...run.live.units.values()].filter(({ root }) => root === 'one, streaming-llm');
    const { slots } = (unit!.result!.value as { arms: { slots: number[][] }[] }).arms[0]!;
    const total = slots.flat().reduce((a, b) => a + b);
    expect(frame.textContent).toContain(`${total} of ${4 * width} slots`);
    const rows = [...frame.querySelectorAll('table')].find(
      one => one.caption?.textContent === 'The cache of each head',
    )!.tBodies[0]!.rows;
    expect([...rows].map(row => row.cells[3]!.textContent)).toEqual(slots.flat().map(String));
  });

  it('draws what is held, and nothing of what is not read yet', async () => {
    const { frame, slider } = await draw();
    const [first, last] = [() => column(canvasIn(frame), 1, width), () => column(canvasIn(frame), width - 1, width)];
    expect(last().size).toBeGreaterThan(1);
    const end = canvasIn(frame).toDataURL();
    act(() => slider!.focus());
    await keys('{Home}');
    await frames();
    expect(slider!.value).toBe('0');
    // Nothing but the paper behind the strips.
    expect([...last()]).toEqual(['0,0,0,0']);
    expect(first().size).toBeGreaterThan(1);
    await keys('{End}');
    await frames();
    expect(canvasIn(frame).toDataURL()).toBe(end);
  });

  it('says where a token lives, for pointers and for the keyboard', async () => {
    const { frame } = await draw();
    const token = named('input', 'Token in the cache of StreamingLLM, 2×') as HTMLInputElement;
    expect(token.getAttribute('aria-valuetext')).toContain('in all 4 heads');
    act(() => token.focus());
    await keys('{Home}');
    expect(token.getAttribute('aria-valuetext')).toBe('Token 1 of the prompt, “p0”: in no head');
    expect(frame.querySelector('[data-column="0"]')).not.toBeNull();
    expect(frame.textContent).toContain('Token 1 of the prompt, “p0”: in no head');
    act(() => token.blur());
    const box = canvasIn(frame).getBoundingClientRect();
    await act(() => userEvent.hover(canvasIn(frame).parentElement!, { position: { x: box.width * 0.999 - 1, y: 5 } }));
    expect(frame.querySelector(`[data-column="${width - 1}"]`)).not.toBeNull();
    await act(() => userEvent.unhover(canvasIn(frame).parentElement!));
    expect(frame.querySelector('[data-column]')).toBeNull();
  });

  it('steps and goes back; the texts follow', async () => {
    const { frame, slider } = await draw();
    await press('To the start');
    expect(frame.textContent).toContain('the same text so far');
    expect(named('button', 'One step back')).toHaveProperty('disabled', true);
    for (let step = 0; step < 3; step++) await press('One step forward');
    expect(slider!.value).toBe('3');
    expect(frame.textContent).toContain('another text from token 4 on');
    await press('One step back');
    expect(frame.textContent).toContain('the same text so far');
    const seen = [...frame.querySelectorAll('[data-token]')].filter(one => !one.classList.contains('invisible'));
    expect(seen.slice(0, 3).map(one => one.textContent)).toEqual(['w0', 'w1', 'w2']);
  });

  it('plays only when it is told to, and not where motion is unwanted', async () => {
    await draw();
    expect(named('button', 'Play')).toBeDefined();
    await emulate({ reducedMotion: true });
    await frames();
    expect(named('button', 'Play')).toBeUndefined();
    expect(named('button', 'One step back')).toBeDefined();
  });

  it('shows two caches side by side, and keeps the choice when the tab changes', async () => {
    const { frame } = await draw();
    await press('Side by side');
    expect(frame.querySelectorAll('canvas')).toHaveLength(2);
    expect([...frame.querySelectorAll('section > div > h3')].map(one => one.textContent)).toEqual([
      expect.stringContaining('StreamingLLM, 2×'),
      expect.stringMatching(/Full cache$/),
    ]);
    await press('Sweep');
    await until(() => frame.textContent?.includes('Control, the full cache against itself') === true);
    expect(frame.textContent).toContain('KL 0.000');
    await press('Live');
    expect(frame.querySelectorAll('canvas')).toHaveLength(2);
  });

  it('keeps what is set in the calculator when another run begins', async () => {
    const run = await kvView();
    function Runs() {
      const [createdAt, begin] = useState(1);
      return (
        <>
          <button onClick={() => begin(2)}>Another run</button>
          <CacheView run={{ ...run, createdAt }} />
        </>
      );
    }
    const { around } = kvPage();
    await render(around(<Runs />));
    await press('Calculator');
    await until(() => document.querySelector('[aria-label="What the cache costs"]') !== null);
    await type('Users', '7');
    await keys('{Enter}');
    await appears('For 7 users at once');
    await press('Another run');
    await until(() => named('input', 'Tokens of the continuation') !== undefined);
    await press('Calculator');
    await appears('For 7 users at once');
    expect(field('Users').value).toBe('7');
  });

  it('says by a sentence why a cache could not be tried', async () => {
    const { frame } = await draw(await kvView({ policies: ['h2o'] }));
    expect(frame.querySelector('[role=status]')?.textContent).toContain('H2O, 2×');
    expect(frame.textContent).toContain('the planned failure');
  });

  it('follows the theme, fits a phone, and is open to everybody', async () => {
    const { frame } = await draw();
    const { violations } = await axe.run(frame);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    const light = canvasIn(frame).toDataURL();
    await emulate({ dark: true });
    await frames();
    expect(canvasIn(frame).toDataURL()).not.toBe(light);
    await emulate({ width: 360, height: 740 });
    await frames();
    expect(overflow()).toBe(0);
  });
});
