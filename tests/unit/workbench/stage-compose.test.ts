import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlace } from '@/components/workbench/page/address';
import { composedOf, spokenName, withItem, withMoved, withoutItem } from '@/components/workbench/stage/compose';
import {
  hrefOf,
  hrefOfOrder,
  itemsOf,
  mostItems,
  type OrderItem,
  readOrder,
  textOf,
} from '@/components/workbench/stage/order';

const panels = ['words', 'other', 'third'];
const made = (file: string, panel = 'words') => ({ file, panel, title: `Title of ${file}`, sentence: '' });
const run = (id: string, panel = 'other') => ({ id, panel, title: 'My run', createdAt: 0 });
const itemOf = (file: string): OrderItem => itemsOf([made(file)], [])[0]!;

const file = fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,20}\.jsonl?(\.gz)?$/);
const id = fc.stringMatching(/^[0-9a-f]{32}$/);
const panel = fc.constantFrom(...panels);
/** What there is, and what of it is chosen, in any order. */
const chosen = fc
  .tuple(
    fc.uniqueArray(fc.record({ file, panel, title: fc.string(), sentence: fc.string() }), {
      selector: one => one.file,
      maxLength: 80,
    }),
    fc.uniqueArray(fc.record({ id, panel, title: fc.string(), createdAt: fc.nat() }), { selector: one => one.id }),
  )
  .chain(([readyMade, stored]) =>
    fc.record({
      readyMade: fc.constant(readyMade),
      stored: fc.constant(stored),
      added: fc.shuffledSubarray(itemsOf(readyMade, stored), {
        minLength: Math.min(1, readyMade.length + stored.length),
      }),
    }),
  );
const compose = (added: readonly OrderItem[]) => added.reduce(withItem, [] as readonly OrderItem[]);
const names = (items: readonly OrderItem[]) => items.map(({ name }) => name).join(' ');

describe('a running order that is composed', () => {
  it('is what is read from its link, on every page that the link or the order opens', () => {
    fc.assert(
      fc.property(chosen, ({ readyMade, stored, added }) => {
        fc.pre(added.length > 0);
        const items = compose(added);
        const text = textOf(items);
        for (const href of [hrefOfOrder(items[0]!, text), ...items.map(item => hrefOf(item, text))]) {
          const { stage } = readPlace(new URL(href, 'https://loupe.example'), null);
          expect(readOrder(stage!, 'words', readyMade, stored)).toEqual({ items, unknown: [] });
          expect(composedOf(stage!, itemsOf(readyMade, stored))).toEqual(items);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('begins on the page of its first experiment, and names nothing but the order', () => {
    const items = itemsOf([made('a.json', 'third'), made('b.json')], []);
    expect(hrefOfOrder(items[0]!, textOf(items))).toBe('/third/?stage=a.json,b.json');
  });

  it('has each experiment once, and no more of them than a link is read for', () => {
    const many = Array.from({ length: 80 }, (_, at) => itemOf(`${at}.json`));
    const items = compose([...many.slice(0, 3), ...many]);
    expect(items).toEqual(many.slice(0, mostItems));
    expect(
      readOrder(
        textOf(items),
        'words',
        many.map(({ name }) => made(name)),
        [],
      ).items.length,
    ).toBe(mostItems);
    expect(composedOf('a.json,b.json,a.json,nowhere.json', [itemOf('a.json'), itemOf('b.json')]).length).toBe(2);
  });

  it('is empty without names, and not the experiments of the panel', () => {
    expect(composedOf('', [itemOf('a.json')])).toEqual([]);
  });

  it('moves one of them a place, and stops at its ends', () => {
    const items = ['a.json', 'b.json', 'c.json'].map(itemOf);
    expect(names(withMoved(items, 'c.json', -1))).toBe('a.json c.json b.json');
    expect(names(withMoved(items, 'a.json', 1))).toBe('b.json a.json c.json');
    expect(withMoved(items, 'a.json', -1)).toBe(items);
    expect(withMoved(items, 'c.json', 1)).toBe(items);
    expect(withMoved(items, 'nowhere.json', 1)).toBe(items);
    expect(names(withoutItem(items, 'b.json'))).toBe('a.json c.json');
  });

  it('moves back and forth to what it was, and loses nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.nat(8), (length, at) => {
        const items = Array.from({ length }, (_, place) => itemOf(`${place}.json`));
        fc.pre(at + 1 < length);
        const { name } = items[at]!;
        const later = withMoved(items, name, 1);
        expect(later.indexOf(items[at]!)).toBe(at + 1);
        expect(withMoved(later, name, -1)).toEqual(items);
      }),
    );
  });

  it('tells runs of the same title apart by when they were made', () => {
    const [first, second] = itemsOf([], [run('1'.repeat(32)), { ...run('2'.repeat(32)), createdAt: 86_400_000 }]);
    expect(spokenName(first!)).toMatch(/^My run, /);
    expect(spokenName(first!)).not.toBe(spokenName(second!));
    expect(spokenName(itemOf('a.json'))).toBe('Title of a.json');
  });
});
