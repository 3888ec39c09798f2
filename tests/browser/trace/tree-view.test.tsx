import '@/app/globals.css';

import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { TreeView } from '@/components/trace/tree-view';
import { multiplication } from '../../support/prompt-trees';

let host: HTMLDivElement;
let react: Root;
const onSelect = vi.fn();

beforeEach(async () => {
  await page.viewport(1280, 720);
  host = document.createElement('div');
  document.body.append(host);
  react = createRoot(host);
  const root = multiplication(4821, 9177, {
    statuses: { 'root/1/2/merge': 'entered', 'root/1/merge': 'inherited', 'root/merge': 'inherited' },
  });
  react.render(<TreeView root={root} title="Divide and conquer" calls={[]} selected={null} onSelect={onSelect} />);
  await vi.waitFor(() => expect(host.querySelector('[role=tree]')).not.toBeNull());
});
afterEach(() => {
  react.unmount();
  host.remove();
});

const steps = () => new Set([...host.querySelectorAll<HTMLElement>('[data-step]')].map(({ dataset }) => dataset.step));
const summaryOf = (element: Element | null) =>
  document.getElementById(element?.getAttribute('aria-describedby') ?? '')?.textContent;

it('sums the tree up for those who hear it', () => {
  expect(summaryOf(host.querySelector('[role=tree]'))).toBe(
    '31 calls:28 correct, 1 error entered here, 2 inherited errors',
  );
});

it('shows the same steps and the same summary as a list', async () => {
  const drawn = steps();
  expect(drawn.size).toBe(31);
  await userEvent.click(host.querySelector('[aria-label="Show as a list"]')!);
  await vi.waitFor(() => expect(host.querySelector('[role=tree]')).toBeNull());
  expect(steps()).toEqual(drawn);
  expect(summaryOf(host.querySelector('ul'))).toContain('1 error entered here');
  await userEvent.click(host.querySelector('[data-step="root/1/2/merge"]')!);
  expect(onSelect).toHaveBeenCalledWith('root/1/2/merge');
});
