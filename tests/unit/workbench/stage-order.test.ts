import { describe, expect, it } from 'vitest';
import { readPlace } from '@/components/workbench/page/address';
import { asksForStored, hrefOf, namesOf, neighbour, readOrder } from '@/components/workbench/stage/order';

const made = (file: string, panel: string) => ({ file, panel, title: `Title of ${file}`, sentence: '' });
const readyMade = [made('a.json', 'words'), made('b.json', 'words'), made('c.jsonl.gz', 'other')];
const id = '0123456789abcdef0123456789abcdef';
const stored = [{ id, panel: 'other', title: 'My run', createdAt: 0 }];
const order = (text: string) => readOrder(text, 'words', readyMade, stored);

describe('a running order', () => {
  it('without names is the ready-made experiments of the panel', () => {
    expect(order('').items.map(({ name }) => name)).toEqual(['a.json', 'b.json']);
    expect(order(',,').items.map(({ name }) => name)).toEqual(['a.json', 'b.json']);
  });

  it('keeps its own order, over panels and runs of this browser', () => {
    const { items, unknown } = order(`c.jsonl.gz,${id},a.json`);
    expect(items.map(({ name, kind, panel, title }) => [name, kind, panel, title])).toEqual([
      ['c.jsonl.gz', 'ready-made', 'other', 'Title of c.jsonl.gz'],
      [id, 'stored', 'other', 'My run'],
      ['a.json', 'ready-made', 'words', 'Title of a.json'],
    ]);
    expect(unknown).toEqual([]);
  });

  it('names what is not here, and goes on without it', () => {
    const { items, unknown } = order(`../../etc,a.json,${'x'.repeat(500)}`);
    expect(items.map(({ name }) => name)).toEqual(['a.json']);
    expect(unknown).toEqual(['../../etc', 'x'.repeat(60)]);
  });

  it('has an end, however long the address is', () => {
    expect(namesOf('a.json,'.repeat(10_000)).length).toBe(50);
  });

  it('asks for stored runs only where it names one', () => {
    expect([asksForStored('a.json'), asksForStored(`a.json,${id}`)]).toEqual([false, true]);
  });

  it('goes on and back, begins with its first from outside, and stops at its ends', () => {
    const known = order('b.json,a.json');
    expect(neighbour(known, 'b.json', 1)?.name).toBe('a.json');
    expect(neighbour(known, 'a.json', -1)?.name).toBe('b.json');
    expect(neighbour(known, 'a.json', 1)).toBeUndefined();
    expect(neighbour(known, 'b.json', -1)).toBeUndefined();
    expect(neighbour(known, 'elsewhere.json', 1)?.name).toBe('b.json');
    expect(neighbour(known, null, -1)?.name).toBe('b.json');
  });

  it('goes along to the page of another panel', () => {
    const text = `c.jsonl.gz,${id}`;
    const [first, second] = order(text).items;
    const url = new URL(hrefOf(first!, text), 'https://loupe.example');
    expect(url.pathname).toBe('/other/');
    expect(readPlace(url, null)).toMatchObject({ readyMade: 'c.jsonl.gz', run: null, stage: text });
    expect(readPlace(new URL(hrefOf(second!, text), url), null)).toMatchObject({ run: id, stage: text });
  });
});
