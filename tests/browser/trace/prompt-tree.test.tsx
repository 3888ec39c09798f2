import '@/app/globals.css';

import { useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import type { TreeNode } from '@/components/trace/node';
import { PromptTree } from '@/components/trace/prompt-tree';
import { statuses } from '@/components/trace/status';
import { chain, multiplication } from '../../support/prompt-trees';

let host: HTMLDivElement;
let react: Root;

/** The tree as a panel holds it: what is clicked is selected. `select` opens a step from outside. */
let select: (step: string) => void;
function Panel({ root, maxHeight }: { root: TreeNode; maxHeight?: string }) {
  const [selected, setSelected] = useState<string | null>(null);
  select = setSelected;
  return <PromptTree root={root} label="Calls" selected={selected} onSelect={setSelected} maxHeight={maxHeight} />;
}

const frame = () => host.querySelector<HTMLElement>('[data-tree-scroller]')!;
const steps = () => [...host.querySelectorAll<HTMLElement>('[data-step]')];
const nodes = () => [...host.querySelectorAll<HTMLElement>('[data-node]')];
const step = (key: string) => host.querySelector<HTMLElement>(`[data-step="${CSS.escape(key)}"]`)!;
const button = (name: string) => host.querySelector<HTMLElement>(`button[aria-label="${name}"]`)!;
const focused = () => (document.activeElement as HTMLElement).dataset.step;
const overflows = () => frame().scrollWidth > frame().clientWidth || frame().scrollHeight > frame().clientHeight;

/** Whether an element lies inside the frame, or an edge of half a pixel outside. */
function isInFrame(element: Element): boolean {
  const inner = element.getBoundingClientRect();
  const outer = frame().getBoundingClientRect();
  return (
    inner.left >= outer.left - 0.5 &&
    inner.right <= outer.right + 0.5 &&
    inner.top >= outer.top - 0.5 &&
    inner.bottom <= outer.bottom + 0.5
  );
}

/** Size of the smallest type as it is drawn, in pixels, to a hundredth. */
const smallestType = () =>
  Math.min(
    ...steps().map(element => {
      const drawn = element.getBoundingClientRect().height / element.offsetHeight;
      return Math.round(100 * parseFloat(getComputedStyle(element).fontSize) * drawn) / 100;
    }),
  );

async function show(root: TreeNode, width: number, maxHeight?: string) {
  host.style.width = `${width}px`;
  react.render(<Panel root={root} maxHeight={maxHeight} />);
  await vi.waitFor(() => expect(nodes().length).toBeGreaterThan(0));
}

beforeEach(async () => {
  await page.viewport(1280, 720);
  host = document.createElement('div');
  document.body.append(host);
  react = createRoot(host);
});
afterEach(() => {
  react.unmount();
  host.remove();
  document.documentElement.style.fontSize = '';
});

const product = multiplication(4821, 9177);

describe('the whole tree', () => {
  it.each([900, 640])('of a product of four digits is in view in %i x 300 pixels, readable', async width => {
    await show(product, width, '300px');
    expect(nodes()).toHaveLength(21);
    expect(steps().filter(element => !isInFrame(element))).toEqual([]);
    expect(overflows()).toBe(false);
    expect(frame().clientHeight).toBeLessThanOrEqual(300);
    expect(smallestType()).toBeGreaterThanOrEqual(11);
  });

  it.each([
    [4821, 9177],
    [48211234, 7],
  ])('shows every text of %i × %i whole: none is cut at its frame', async (a, b) => {
    document.documentElement.style.setProperty('--font-jetbrains-mono', 'monospace');
    await show(multiplication(a, b), 640, '300px');
    const cut = [...host.querySelectorAll<HTMLElement>('[data-step] span')].filter(
      text => text.scrollWidth > text.clientWidth + 1 && getComputedStyle(text).textOverflow === 'ellipsis',
    );
    expect(cut.map(text => text.textContent)).toEqual([]);
    expect(step('root/merge').textContent).toBe(`${a} × ${b}${a * b}`);
    document.documentElement.style.removeProperty('--font-jetbrains-mono');
  });

  it('folds on a phone, and does not reach out of its frame', async () => {
    await show(product, 328, '300px');
    expect(nodes()).toHaveLength(5);
    expect(step('root/1 / +').textContent).toBe('+6 calls');
    expect(host.scrollWidth).toBeLessThanOrEqual(328);
  });

  it('keeps to what is left of the screen below it', async () => {
    host.style.paddingTop = '300px';
    await show(multiplication(48216734, 91774455), 900);
    expect(frame().getBoundingClientRect().bottom).toBeLessThanOrEqual(window.innerHeight);
    expect(overflows()).toBe(false);
  });

  it('grows with its text at twice the size, and folds rather than overflow', async () => {
    await show(product, 900);
    const before = step('root/merge').getBoundingClientRect();
    document.documentElement.style.fontSize = '32px';
    await vi.waitFor(() => expect(nodes()).toHaveLength(5));
    expect(smallestType()).toBeGreaterThanOrEqual(22);
    expect(step('root/merge').getBoundingClientRect().height).toBeGreaterThan(1.5 * before.height);
    expect(steps().filter(element => !isInFrame(element))).toEqual([]);
  });

  it('breaks a chain of fifteen steps into rows', async () => {
    await show(chain(15), 900, '400px');
    expect(frame().scrollWidth).toBe(frame().clientWidth);
    expect(new Set(nodes().map(node => node.style.top)).size).toBe(4);
  });

  it('moves no node while results arrive', async () => {
    const places = () => nodes().map(node => node.getBoundingClientRect().toJSON() as unknown);
    await show(multiplication(4821, 9177, { progress: 'waiting' }), 900, '300px');
    const first = places();
    for (const progress of ['split', 'done'] as const) {
      await show(multiplication(4821, 9177, { progress }), 900, '300px');
      await vi.waitFor(() => expect(host.textContent).toContain(progress === 'done' ? '44242317' : '48 | 21'));
      expect(places()).toEqual(first);
    }
  });

  it('keeps its root in place when levels appear that were not foreseen', async () => {
    const cut = (node: TreeNode, depth: number): TreeNode => ({
      ...node,
      children: depth === 0 ? [] : node.children.map(child => cut(child, depth - 1)),
    });
    const places: unknown[] = [];
    for (const [depth, count] of [1, 5, 21].entries()) {
      await show(cut(product, depth), 900, '300px');
      await vi.waitFor(() => expect(nodes()).toHaveLength(count));
      places.push(step('root/merge').getBoundingClientRect().toJSON());
    }
    expect(places[1]).toEqual(places[0]);
    expect(places[2]).toEqual(places[0]);
  });
});

describe('texts', () => {
  it('are cut at what was reserved for them, and whole in the name', async () => {
    const root = {
      ...multiplication(3, 9),
      result: '123456789',
      outcome: '= 123456789',
      reserve: { title: 2, result: 5 },
    };
    await show(root, 900, '300px');
    const node = step('root/merge');
    expect(node.textContent).toBe('3…1234…');
    expect([node.title, node.getAttribute('aria-label')]).toEqual(Array(2).fill('3 × 9 = 123456789, correct'));
  });

  it('have an icon for every status, so that colour is not all', async () => {
    const looks = ['right', 'entered', 'inherited', 'wrong', 'failed', 'running', 'waiting'] as const;
    const icons = new Set<string>();
    for (const look of looks) {
      await show({ ...multiplication(3, 9), status: look }, 900, '300px');
      await vi.waitFor(() => expect(step('root/merge').title).toContain(statuses[look].word));
      icons.add(step('root/merge').querySelector('svg')!.innerHTML);
    }
    expect(icons.size).toBe(looks.length);
  });
});

describe('zoom and pan', () => {
  it('zooms by buttons between the whole and twice the readable size, and back', async () => {
    await show(product, 900, '300px');
    const whole = step('root/merge').getBoundingClientRect();
    const height = frame().offsetHeight;
    button('Zoom out').click();
    expect(step('root/merge').getBoundingClientRect()).toEqual(whole);
    for (let press = 0; press < 6; press++) {
      button('Zoom in').click();
      await vi.waitFor(() => expect(overflows()).toBe(true));
    }
    await vi.waitFor(() => expect(smallestType()).toBeCloseTo(22, 0));
    expect(frame().offsetHeight).toBe(height);
    expect(button('Zoom in').getAttribute('aria-disabled')).toBe('true');
    button('Fit the whole tree').click();
    await vi.waitFor(() => expect(overflows()).toBe(false));
    expect(step('root/merge').getBoundingClientRect()).toEqual(whole);
  });

  it('keeps the point under the pointer while the wheel zooms, and leaves a plain wheel to the browser', async () => {
    await show(product, 900, '300px');
    const target = step('root/2/merge');
    const middle = (rect: DOMRect) => ({ x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 });
    const point = middle(target.getBoundingClientRect());
    const wheel = (ctrlKey: boolean) =>
      target.dispatchEvent(
        new WheelEvent('wheel', {
          bubbles: true,
          cancelable: true,
          ctrlKey,
          deltaY: -90,
          clientX: point.x,
          clientY: point.y,
        }),
      );
    expect(wheel(false)).toBe(true);
    expect(overflows()).toBe(false);
    for (let turn = 1; turn <= 2; turn++) {
      const width = target.getBoundingClientRect().width;
      expect(wheel(true)).toBe(false);
      await vi.waitFor(() => expect(target.getBoundingClientRect().width).toBeGreaterThan(width));
    }
    const after = middle(target.getBoundingClientRect());
    expect(Math.abs(after.x - point.x)).toBeLessThan(2);
    expect(Math.abs(after.y - point.y)).toBeLessThan(2);
  });

  it('zooms by two fingers', async () => {
    await show(product, 900, '300px');
    const target = step('root/1/merge');
    const { left, top } = target.getBoundingClientRect();
    const touch = (type: string, spread: number) => {
      const touches = [-spread, spread].map(
        (dx, identifier) => new Touch({ identifier, target, clientX: left + dx, clientY: top }),
      );
      return target.dispatchEvent(new TouchEvent(type, { bubbles: true, cancelable: true, touches }));
    };
    const { width } = target.getBoundingClientRect();
    expect(touch('touchstart', 40)).toBe(false);
    expect(touch('touchmove', 56)).toBe(false);
    await vi.waitFor(() => expect(target.getBoundingClientRect().width / width).toBeCloseTo(1.4, 1));
  });

  it('is dragged by the pointer, and the end of a drag opens nothing', async () => {
    await show(product, 900, '300px');
    await userEvent.click(button('Zoom in'));
    await userEvent.click(button('Zoom in'));
    await vi.waitFor(() => expect(overflows()).toBe(true));
    const before = frame().scrollLeft;
    await userEvent.dragAndDrop(step('root/2/merge'), step('root/1/merge'));
    expect(frame().scrollLeft).toBeGreaterThan(before + 50);
    expect(host.querySelector('[aria-selected=true]')).toBeNull();
    await userEvent.click(step('root/2/merge'));
    expect(step('root/2/merge').getAttribute('aria-selected')).toBe('true');
  });

  it('stays as a hand left it while results arrive', async () => {
    await show(multiplication(4821, 9177, { progress: 'split' }), 900, '300px');
    button('Zoom in').click();
    await vi.waitFor(() => expect(overflows()).toBe(true));
    frame().scrollLeft = 7;
    const { width } = step('root/merge').getBoundingClientRect();
    await show(product, 900, '300px');
    await vi.waitFor(() => expect(host.textContent).toContain('44242317'));
    expect(frame().scrollLeft).toBe(7);
    expect(step('root/merge').getBoundingClientRect().width).toBe(width);
  });
});

describe('the keyboard', () => {
  it('walks the tree with one tab stop, zooms, and fits', async () => {
    await show(product, 900, '300px');
    expect(steps().filter(({ tabIndex }) => tabIndex === 0)).toEqual([step('root/merge')]);
    step('root/merge').focus();
    const walk = {
      ArrowDown: 'root/split first',
      ArrowRight: 'root/split second',
      ArrowUp: 'root/merge',
      End: 'root/3/3/merge',
    };
    for (const [key, place] of Object.entries(walk)) {
      await userEvent.keyboard(`{${key}}`);
      expect(focused()).toBe(place);
      expect(document.activeElement).toHaveProperty('tabIndex', 0);
    }
    await userEvent.keyboard('{Enter}');
    expect(step('root/3/3/merge').getAttribute('aria-selected')).toBe('true');
    await userEvent.keyboard('++');
    await vi.waitFor(() => expect(overflows()).toBe(true));
    expect(isInFrame(step('root/3/3/merge'))).toBe(true);
    await userEvent.keyboard('{Home}');
    expect(isInFrame(step('root/merge'))).toBe(true);
    await userEvent.keyboard('0');
    await vi.waitFor(() => expect(overflows()).toBe(false));
  });

  it('unfolds a branch, goes on from its node, and folds it again', async () => {
    await show(product, 328, '300px');
    step('root/merge').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(focused()).toBe('root/0/merge');
    expect(step('root/0/merge').getAttribute('aria-expanded')).toBe('false');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await vi.waitFor(() => expect(focused()).toBe('root/0/merge'));
    expect(nodes()).toHaveLength(9);
    expect(smallestType()).toBeGreaterThanOrEqual(11);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(focused()).toBe('root/0/0/merge');
    expect(isInFrame(step('root/0/0/merge'))).toBe(true);
    await userEvent.keyboard('0');
    await vi.waitFor(() => expect(nodes()).toHaveLength(5));
    expect(frame().contains(document.activeElement)).toBe(true);
  });
});

describe('motion', () => {
  const preferMotion = (value: string) =>
    cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value }] });
  afterEach(() => preferMotion(''));

  it.each([
    ['no-preference', true],
    ['reduce', false],
  ])('under %s: unfolding moves nodes: %s', async (preference, moves) => {
    await preferMotion(preference);
    await show(product, 328, '300px');
    const animate = vi.spyOn(Element.prototype, 'animate');
    step('root/1 / +').click();
    await vi.waitFor(() => expect(nodes()).toHaveLength(9));
    expect(animate.mock.calls.length > 0).toBe(moves);
    animate.mockRestore();
  });
});

describe('a step that is selected elsewhere', () => {
  it('opens its branch and comes into the frame, and the page stays', async () => {
    document.body.style.height = '3000px';
    await show(multiplication(48216734, 91774455), 500, '260px');
    expect(step('root/3/3/split second')).toBeNull();
    select('root/3/3/split second');
    await vi.waitFor(() => expect(step('root/3/3/split second')).not.toBeNull());
    await vi.waitFor(() => expect(isInFrame(step('root/3/3/split second'))).toBe(true));
    expect(window.scrollY).toBe(0);
    select('root/0/merge');
    await vi.waitFor(() => expect(isInFrame(step('root/0/merge'))).toBe(true));
    expect(window.scrollY).toBe(0);
    document.body.style.height = '';
  });

  it('moves the page only to a frame that is off the screen', async () => {
    host.style.paddingTop = '2000px';
    await show(product, 900, '300px');
    select('root/2/merge');
    await vi.waitFor(() => expect(window.scrollY).toBeGreaterThan(0));
    expect(frame().getBoundingClientRect().top).toBeLessThan(window.innerHeight);
  });
});
