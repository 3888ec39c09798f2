import { expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { contentId, SkipLink } from '@/components/shell/skip-link';
import { act, emulate, render } from '../../support/render';

it('is the first stop, shows itself, and moves focus to the content, which shows a ring', async () => {
  await emulate({});
  const frame = await render(
    <>
      <SkipLink />
      <nav>
        <a href="/">Home</a>
      </nav>
      <main id={contentId} tabIndex={-1}>
        <button>Run</button>
      </main>
    </>,
  );
  const [link, main] = [frame.querySelector('a')!, frame.querySelector('main')!];
  expect(getComputedStyle(link).clipPath).toBe('inset(50%)');
  await act(() => userEvent.tab());
  expect(document.activeElement).toBe(link);
  expect(getComputedStyle(link).clipPath).toBe('none');
  expect(link.offsetWidth).toBeGreaterThan(100);

  await act(() => userEvent.keyboard('{Enter}'));
  expect(document.activeElement).toBe(main);
  const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(main);
  expect([outlineStyle, outlineWidth, outlineOffset]).toEqual(['solid', '2px', '-2px']);

  await act(() => userEvent.tab());
  expect(document.activeElement).toBe(frame.querySelector('button'));
  history.replaceState(null, '', location.pathname + location.search);
});
