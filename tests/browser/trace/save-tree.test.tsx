import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { TreeView } from '@/components/trace/tree-view';
import { multiplication } from '../../support/prompt-trees';
import { act, emulate, frames, render } from '../../support/render';
import { readSvg, save, savers, textsOf } from '../../support/saved-file';

const root = multiplication(4821, 9177, {
  statuses: { 'root/1/2/merge': 'entered', 'root/1/merge': 'inherited', 'root/merge': 'inherited' },
});

async function draw() {
  const frame = await render(
    <TreeView
      root={root}
      title="Divide and conquer"
      calls={[]}
      selected="root/1/merge"
      onSelect={() => {}}
      maxHeight="10rem"
      source="a model"
    />,
  );
  await frames();
  return frame;
}

describe('a saved tree', () => {
  it('has all calls, also those that the screen folds, wherever it is scrolled to', async () => {
    await emulate({ width: 360 });
    const frame = await draw();
    expect(frame.textContent).toMatch(/\+\d+ calls/);
    const scroller = frame.querySelector<HTMLElement>('[data-tree-scroller]')!;
    for (let press = 0; press < 3; press++)
      await act(() => userEvent.click(frame.querySelector('[aria-label="Zoom in"]')!));
    scroller.scrollLeft = 50;
    await frames();
    expect(scroller.scrollLeft).toBe(50);
    const svg = await readSvg(await save(savers()[0]!, 'SVG'));
    const texts = textsOf(svg);
    expect(texts.join(' ')).not.toMatch(/\+\d+ calls/);
    expect(texts.filter(text => /^\d×\d$/.test(text)).length).toBe(16);
    expect(texts.filter(text => text === '8×7').length).toBeGreaterThan(0);
    expect(texts).toEqual(
      expect.arrayContaining(['4821 × 9177', '44242317', '48 | 21', 'Calls of Divide and conquer']),
    );
    expect(texts.join(' ')).toContain('measured · n = 31 calls · a model');
    expect(texts.join(' ')).toContain('1 error entered here');
    // A box a call, and a line from each to its parent.
    const boxes = [...svg.querySelectorAll('rect[stroke]')];
    expect(boxes.length).toBe(21 + 10);
    expect(svg.querySelectorAll('svg[width] > path[fill=none]').length).toBeGreaterThanOrEqual(20);
    const [width, height] = ['width', 'height'].map(name => Number(svg.getAttribute(name))) as [number, number];
    for (const box of boxes) {
      expect(Number(box.getAttribute('x')) + Number(box.getAttribute('width'))).toBeLessThan(width);
      expect(Number(box.getAttribute('y')) + Number(box.getAttribute('height'))).toBeLessThan(height);
    }
    // What was seen before is seen still.
    expect(frame.textContent).toMatch(/\+\d+ calls/);
    expect(scroller.scrollLeft).toBe(50);
    expect(document.querySelectorAll('[role=tree]').length).toBe(1);
  });
});
