import { describe, expect, it } from 'vitest';
import { TourCard } from '@/components/workbench/tour/tour-card';
import { useTourPart } from '@/components/workbench/tour/use-tour-part';
import { drawWorkbench, keys, named, press } from '../../support/draw-workbench';
import { act, until } from '../../support/render';

function Page() {
  return (
    <>
      <p data-tour="calls">Calls</p>
      <p data-tour="units">Units</p>
      <output>{useTourPart()}</output>
      <TourCard />
    </>
  );
}

const framed = () => document.querySelector('[data-tour-open]')?.textContent;

describe('a tour', () => {
  it('shows a step beside what it is about, and goes on by button and by key', async () => {
    const { state, frame } = await drawWorkbench(<Page />);
    expect(named('section', 'Tour: Words in two steps')).toBeUndefined();
    act(() => state().showTour(0));
    await until(() => framed() === 'Calls');
    expect(document.activeElement?.textContent).toContain('Describe');
    expect(frame.querySelector('output')?.textContent).toBe('first');
    await keys('{ArrowRight}');
    await until(() => framed() === 'Units');
    expect([state().tour, frame.querySelector('output')?.textContent]).toEqual([1, '']);
    await press('Back');
    await until(() => framed() === 'Calls');
    await press('Next');
    await press('Done');
    expect([state().tour, framed()]).toEqual([null, undefined]);
  });

  it('ends with Escape, and has no step before the first or after the last', async () => {
    const { state } = await drawWorkbench(<Page />);
    act(() => state().showTour(0));
    await keys('{ArrowLeft}');
    expect(state().tour).toBe(0);
    await keys('{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(state().tour).toBe(1);
    await keys('{Escape}');
    expect(state().tour).toBeNull();
    act(() => state().showTour(7));
    expect(named('section', 'Tour: Words in two steps')).toBeUndefined();
  });
});
