import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { glossary } from '@/components/ui/glossary';
import { Term } from '@/components/ui/term';
import { act, emulate, frames, overflow, render, until } from '../../support/render';

const text = (
  <p className="p-4">
    The p-values follow <Term word="Holm's correction" />, and the intervals are{' '}
    <Term word="Wilson interval">Wilson intervals</Term>.
  </p>
);

async function draw() {
  const frame = await render(text);
  const [holm, wilson] = frame.querySelectorAll('button');
  return { holm: holm!, wilson: wilson! };
}

const popover = () => document.querySelector<HTMLElement>('[role=dialog]');
const press = (keys: string) => act(() => userEvent.keyboard(keys));

describe('a term', () => {
  it.each(['{Enter}', ' '])('opens by the key %j, and Escape closes it and gives the focus back', async key => {
    const { holm } = await draw();
    holm.focus();
    await press(key);
    expect(popover()?.textContent).toContain(glossary["Holm's correction"]);
    expect(popover()?.contains(document.activeElement)).toBe(true);
    await press('{Escape}');
    await until(() => popover() === null);
    await until(() => document.activeElement === holm);
  });

  it('opens by a press, and closes by a press elsewhere', async () => {
    const { wilson } = await draw();
    expect(wilson.textContent).toBe('Wilson intervals');
    await act(() => userEvent.click(wilson));
    expect(popover()?.textContent).toContain(glossary['Wilson interval']);
    await frames();
    await act(() => userEvent.click(document.documentElement, { position: { x: 5, y: 700 } }));
    await until(() => popover() === null);
  });

  it('is a button that names its dialog and its state to screen readers', async () => {
    const { holm } = await draw();
    expect(holm.getAttribute('aria-haspopup')).toBe('dialog');
    expect(holm.getAttribute('aria-expanded')).toBe('false');
    await act(() => userEvent.click(holm));
    expect(holm.getAttribute('aria-expanded')).toBe('true');
    const named = (attribute: string) => document.getElementById(popover()!.getAttribute(attribute) ?? '')?.textContent;
    expect(named('aria-labelledby')).toBe("Holm's correction");
    expect(named('aria-describedby')).toBe(glossary["Holm's correction"]);
  });

  it.each([100, 200])('fits 360 pixels with text of %d %%', async textZoom => {
    await emulate({ width: 360, height: 640, textZoom });
    const { wilson } = await draw();
    await act(() => userEvent.click(wilson));
    await frames();
    const { left, right, top, bottom } = popover()!.getBoundingClientRect();
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(360);
    expect(bottom).toBeLessThanOrEqual(640);
    expect(overflow()).toBe(0);
  });

  it('has a dotted line, also in forced colours, where its popover has a border', async () => {
    await emulate({ forcedColors: true });
    const { holm } = await draw();
    const { textDecorationLine, textDecorationStyle } = getComputedStyle(holm);
    expect([textDecorationLine, textDecorationStyle]).toEqual(['underline', 'dotted']);
    await act(() => userEvent.click(holm));
    const { borderTopStyle, borderTopColor, color } = getComputedStyle(popover()!);
    expect([borderTopStyle, borderTopColor]).toEqual(['solid', color]);
  });
});
