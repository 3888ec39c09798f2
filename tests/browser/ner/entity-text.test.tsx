import { describe, expect, it } from 'vitest';
import { EntityText, type ShownSpan } from '@/components/ner/entities/entity-text';
import { labelStyle } from '@/components/ner/entities/label-style';
import { emulate, overflow, render } from '../../support/render';

const labels = ['Person', 'Place', 'Ship', 'Bank'];
const span = (start: number, end: number, label: string, more: Partial<ShownSpan> = {}): ShownSpan => ({
  ...{ start, end, label },
  ...more,
});

const draw = (text: string, spans: readonly ShownSpan[], onOpen?: () => void) =>
  render(<EntityText text={text} spans={spans} labels={labels} onOpen={onOpen} />);

/** The text as a screen reader goes through it. */
const heard = (frame: HTMLElement) => {
  const copy = frame.cloneNode(true) as HTMLElement;
  for (const silent of copy.querySelectorAll('[aria-hidden]')) silent.remove();
  return copy.textContent?.replace(/\s+/g, ' ').trim();
};

const pieces = (frame: HTMLElement) => [...frame.querySelectorAll<HTMLElement>('[data-from]')];
const linesOf = (piece: HTMLElement) => {
  const { backgroundImage, backgroundPosition } = getComputedStyle(piece);
  return backgroundImage === 'none' ? [] : backgroundPosition.split(',').map(one => one.trim());
};

describe('a text with entities', () => {
  it('is heard as mention, label and votes', async () => {
    const frame = await draw('Alma left Ulm.', [
      span(0, 4, 'Person', { note: '4/5', spoken: '4 of 5' }),
      span(10, 13, 'Place', { note: '5/5', spoken: '5 of 5' }),
    ]);
    expect(heard(frame)).toBe('Alma, Person, 4 of 5 left Ulm, Place, 5 of 5.');
    const named = await draw('Alma left.', [span(0, 4, 'Person', { note: '4/5', spoken: '4 of 5' })], () => undefined);
    expect(named.querySelector('button')?.getAttribute('aria-label')).toBe('Alma, Person, 4 of 5');
  });

  it('says of overlapping entities which each one is', async () => {
    const frame = await draw('Bank of Ulm', [
      span(0, 11, 'Bank', { spoken: '2 of 5' }),
      span(8, 11, 'Place', { spoken: '3 of 5' }),
    ]);
    expect(heard(frame)).toContain('Bank of Ulm: Bank, 2 of 5');
    expect(heard(frame)).toContain('Ulm: Place, 3 of 5');
  });

  it('draws entities that overlap in lanes of their own, in all of their pieces', async () => {
    const frame = await draw('Bank of Ulm here', [span(0, 11, 'Bank'), span(8, 11, 'Place')]);
    const [outer, both, rest] = pieces(frame);
    expect([outer, both, rest].map(piece => piece?.textContent)).toEqual(['Bank of ', 'Ulm', ' here']);
    expect(linesOf(rest!)).toEqual([]);
    const [lane] = linesOf(outer!);
    const lanes = linesOf(both!);
    expect(lanes).toHaveLength(2);
    expect(new Set(lanes).size).toBe(2);
    expect(lanes).toContain(lane);
  });

  it.each([false, true])(
    'keeps the lanes of a wrapped entity above the next line (forced colours: %s)',
    async forcedColors => {
      await emulate({ width: 360, forcedColors });
      const text = 'The Bank of the Kingdom of Ulm and of the Islands in the Northern Sea came late. '.repeat(2);
      const frame = await draw(text, [span(4, 150, 'Bank'), span(12, 140, 'Place'), span(16, 130, 'Ship')]);
      const covered = pieces(frame).filter(piece => linesOf(piece).length > 0);
      expect(Math.max(...covered.map(piece => linesOf(piece).length))).toBe(3);
      expect(covered.some(piece => piece.getClientRects().length > 1)).toBe(true);
      for (const piece of covered) {
        const style = getComputedStyle(piece);
        expect(style.boxDecorationBreak || style.getPropertyValue('-webkit-box-decoration-break')).toBe('clone');
        // A box of a line, with the lanes in its padding, ends where the next line begins.
        const boxes = [...piece.getClientRects()];
        const height = Number.parseFloat(style.lineHeight);
        for (const { height: own } of boxes) expect(own).toBeLessThanOrEqual(height);
        for (let line = 1; line < boxes.length; line++)
          expect(boxes[line]!.top).toBeGreaterThanOrEqual(boxes[line - 1]!.bottom - 1);
      }
      expect(overflow()).toBe(0);
    },
  );

  it('draws labels in patterns that differ without colour', () => {
    expect(new Set(labels.map(label => labelStyle(label, labels).line)).size).toBe(4);
    const many = Array.from({ length: 28 }, (_, at) => `L${at}`);
    expect(new Set(many.map(label => JSON.stringify(labelStyle(label, many)))).size).toBe(28);
  });

  it('goes by the direction of its own script, and keeps characters whole', async () => {
    const frame = await draw('ذهبت ليلى إلى القاهرة', [span(5, 9, 'Person', { note: '5/5' })]);
    const [first, mention] = pieces(frame).map(piece => piece.getBoundingClientRect());
    expect(first!.left).toBeGreaterThan(mention!.left);
    expect(frame.textContent).toContain('ليلى');
    const emoji = await draw('👩‍🚒 met 👨‍👩‍👧!', [span(0, 3, 'Person'), span(8, 13, 'Person')]);
    expect(pieces(emoji).map(({ textContent }) => textContent)).toEqual(['👩‍🚒', ' met ', '👨‍👩‍👧', '!']);
  });

  it('draws 20,000 characters with a thousand entities', async () => {
    const text = 'Alma went to Ulm and. '.repeat(910).slice(0, 20_000);
    const spans = Array.from({ length: 1000 }, (_, at) => span(at * 20, at * 20 + 4, labels[at % 4] ?? ''));
    const frame = await draw(text, spans);
    expect(
      pieces(frame)
        .map(({ textContent }) => textContent)
        .join(''),
    ).toBe(text);
  });
});
