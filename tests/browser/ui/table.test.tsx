import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Table } from '@/components/ui/table';
import { act, emulate, frames, overflow, render } from '../../support/render';

const titles = ['Name', ...Array.from({ length: 14 }, (_, place) => `Column ${place + 2}`)];
const wide = (count = titles.length, first = 'row') => (
  <div className="p-4">
    <Table
      caption="Results"
      rows={[1, 2, 3]}
      rowKey={String}
      columns={titles.slice(0, count).map((title, place) => ({
        id: title,
        title,
        cell: (row: number) => (place === 0 ? `${first} ${row}` : row * place),
      }))}
    />
  </div>
);

async function draw(element = wide()) {
  const frame = await render(element);
  await frames();
  const region = frame.querySelector<HTMLElement>('[role=region]')!;
  const scroll = async (left: number) => {
    region.scrollLeft = left;
    await frames();
  };
  const isShown = (side: string) => frame.querySelector<HTMLElement>(`[data-edge=${side}]`)!.offsetWidth > 0;
  return { frame, region, scroll, isShown };
}

describe.each([360, 768])('a wide table on a screen of %d pixels', width => {
  it('shows that there is more to the right until its end is reached', async () => {
    await emulate({ width });
    const { region, scroll, isShown } = await draw();
    expect(overflow()).toBe(0);
    expect(isShown('right')).toBe(true);
    await scroll(40);
    expect(isShown('right')).toBe(true);
    await scroll(region.scrollWidth);
    expect(isShown('right')).toBe(false);
  });

  it('keeps its first column in sight, with a fade over what is to the left', async () => {
    await emulate({ width });
    const { frame, region, scroll } = await draw();
    const name = frame.querySelector<HTMLElement>('tbody th')!;
    const before = name.getBoundingClientRect().left;
    expect(getComputedStyle(name, '::after').position).not.toBe('absolute');
    await scroll(region.scrollWidth);
    expect(name.getBoundingClientRect().left).toBe(before);
    expect(getComputedStyle(name).backgroundColor).not.toBe('rgba(0, 0, 0, 0)');
    expect(getComputedStyle(name, '::after').width).toBe('12px');
  });
});

describe('a table', () => {
  it('shows bars at its edges in forced colours', async () => {
    await emulate({ width: 360, forcedColors: true });
    const { frame, scroll } = await draw();
    await scroll(40);
    const right = getComputedStyle(frame.querySelector('[data-edge=right]')!);
    const left = getComputedStyle(frame.querySelector('tbody th')!, '::after');
    for (const bar of [right, left]) {
      expect(bar.backgroundImage).toBe('none');
      expect(bar.backgroundColor).not.toMatch(/, 0\)$/);
    }
    expect([right.width, left.width]).toEqual(['4px', '2px']);
  });

  it('does not keep a first column that would take more than half of the screen', async () => {
    await emulate({ width: 360 });
    const { frame, scroll, isShown } = await draw(wide(undefined, 'a_name_that_cannot_be_broken_and_is_long'));
    const name = frame.querySelector<HTMLElement>('tbody th')!;
    const before = name.getBoundingClientRect().left;
    await scroll(60);
    expect(name.getBoundingClientRect().left).toBe(before - 60);
    expect(isShown('left')).toBe(true);
  });

  it('shows nothing at its edges where everything fits', async () => {
    await emulate({ width: 360 });
    const { isShown } = await draw(wide(2));
    expect([isShown('left'), isShown('right')]).toEqual([false, false]);
  });

  it('follows the width of the screen', async () => {
    await emulate({ width: 1800 });
    const { isShown } = await draw(wide(8));
    expect(isShown('right')).toBe(false);
    await emulate({ width: 360 });
    await frames();
    expect(isShown('right')).toBe(true);
  });

  it('is scrolled by the keyboard', async () => {
    await emulate({ width: 360, reducedMotion: true });
    const { region } = await draw();
    await act(() => userEvent.tab());
    expect(document.activeElement).toBe(region);
    await act(() => userEvent.keyboard('{ArrowRight}'));
    await act(() => expect.poll(() => region.scrollLeft).toBeGreaterThan(0));
  });
});
