import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Miniature } from '@/components/home/miniature';
import type { StoryNode, TreeStory } from '@/lib/experiment/story';
import { act, emulate, frames, render, until } from '../../support/render';

const node = (problem: string, children: StoryNode[] = []): StoryNode => ({
  problem,
  answer: '1',
  verdict: 'right',
  children,
});

/** Eleven parts, each of which has one part. */
const story: TreeStory = {
  ...{ kind: 'tree', sentence: '', engine: '', problem: 'whole', endings: [], calls: 23, milliseconds: 0 },
  root: node(
    'whole',
    Array.from({ length: 11 }, (_, at) => node(`part ${at}`, [node(`leaf ${at}`)])),
  ),
};
const last = '5';

beforeEach(async () => {
  await emulate({ height: 900 });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => void vi.useRealTimers());

async function drawn() {
  const frame = await render(<Miniature title="Tree" href="/" runHref="/" story={story} order={0} />);
  const find = <E extends Element>(selector: string): E => frame.querySelector<E>(selector)!;
  const step = () => find<HTMLInputElement>('input[type=range]').value;
  const press = (name: string) => act(async () => find<HTMLElement>(`[aria-label^="${name}"]`).click());
  const wait = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
  return { find, step, press, wait };
}

/** The picture has been seen whole, and would soon play. */
const isSeen = () => until(() => vi.getTimerCount() > 0);

it('plays by itself when it is seen', async () => {
  const { step, wait } = await drawn();
  expect(step()).toBe(last);
  await isSeen();
  await wait(900);
  expect(step()).toBe('0');
});

it('does not play by itself while the focus is in it, and leaves the focus where it is', async () => {
  const { find, step, wait } = await drawn();
  const part = find<SVGGElement>('[aria-label="part 1"]');
  part.focus();
  await isSeen();
  await wait(10_000);
  expect([step(), document.activeElement]).toEqual([last, part]);
});

it('goes on where it was paused, and begins anew where it has ended', async () => {
  const { step, press, wait } = await drawn();
  await press('Play');
  expect(step()).toBe('0');
  await wait(420);
  await press('Pause');
  await wait(10_000);
  expect(step()).toBe('1');
  await press('Play');
  expect(step()).toBe('1');
  await wait(420);
  expect(step()).toBe('2');
});

it('shows a part that was pressed and what is below it, and dims the others', async () => {
  await emulate({ reducedMotion: true });
  const { find } = await drawn();
  const opacity = (words: string) => {
    const text = [...document.querySelectorAll('text')].find(({ textContent }) => textContent.startsWith(words))!;
    return getComputedStyle(text.closest('g')!.parentElement!).opacity;
  };
  await act(async () => find('[aria-label="part 1"]').dispatchEvent(new MouseEvent('click', { bubbles: true })));
  await frames();
  expect(['part 1', 'leaf 1 ', 'part 10', 'leaf 10 ', 'part 2'].map(opacity)).toEqual([
    '1',
    '1',
    '0.25',
    '0.25',
    '0.25',
  ]);
});
