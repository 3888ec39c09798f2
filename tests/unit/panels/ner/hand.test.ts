import 'fake-indexeddb/auto';

import { Dexie } from 'dexie';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelled, ordered, rejected } from '@/lib/panels/ner/hand/edits';
import { memoryHandStore } from '@/lib/panels/ner/hand/memory-store';
import { extended, moved, piecesOf, rangeOf, selectionOf, stepped, touched } from '@/lib/panels/ner/hand/pieces';
import { openHandStore } from '@/lib/panels/ner/hand/store';
import { codePointLength } from '@/lib/panels/ner/text/offsets';
import { describeHandStore, someAnnotation } from '../../../support/hand-store-behaviour';

const texts = (text: string, ranges: readonly { start: number; end: number }[]) =>
  ranges.map(({ start, end }) => [...text].slice(start, end).join(''));

describe('the pieces that a selection moves by', () => {
  it('are words and signs, or characters as people see them', () => {
    const text = 'Nell, 👩‍🚒 e\u0301!';
    expect(texts(text, piecesOf(text, 'words'))).toEqual(['Nell', ',', '👩‍🚒', 'e\u0301', '!']);
    expect(texts(text, piecesOf(text, 'characters'))).toEqual(['N', 'e', 'l', 'l', ',', '👩‍🚒', 'e\u0301', '!']);
  });

  it('are the words of a text that is written without spaces', () => {
    const text = '東京に住む。';
    expect(texts(text, piecesOf(text, 'words'))[0]).toBe('東京');
  });

  it('cover all of a text but its white space', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.constantFrom('words', 'characters'),
        (text, step) => {
          const pieces = piecesOf(text, step as 'words' | 'characters');
          expect(texts(text, pieces).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
          expect(pieces.every(({ end }) => end <= codePointLength(text))).toBe(true);
        },
      ),
    );
  });
});

describe('a selection', () => {
  const text = 'The Bank of England fell.';
  const pieces = piecesOf(text, 'words');
  const shown = (selection: ReturnType<typeof moved>) => (selection ? texts(text, [rangeOf(selection)])[0] : null);

  it('moves by a piece and stays at the ends', () => {
    const first = moved(pieces, null, 1);
    expect(shown(first)).toBe('The');
    expect(shown(moved(pieces, first, -1))).toBe('The');
    expect(shown(moved(pieces, first, 1))).toBe('Bank');
    expect(shown(moved(pieces, null, -1))).toBe('.');
  });

  it('grows and shrinks at the end that moves, to both sides', () => {
    const bank = moved(pieces, moved(pieces, null, 1), 1);
    const long = extended(pieces, extended(pieces, extended(pieces, bank, 1), 1), 1);
    expect(shown(long)).toBe('Bank of England fell');
    expect(shown(extended(pieces, long, -1))).toBe('Bank of England');
    expect(shown(extended(pieces, bank, -1))).toBe('The Bank');
    expect(shown(moved(pieces, long, 1))).toBe('.');
    // An entity of several words shrinks and grows at its end, and is known as what the selection began at.
    const entity = selectionOf({ start: 4, end: 19 });
    expect(shown(extended(pieces, entity, -1))).toBe('Bank of');
    expect(shown(extended(pieces, entity, 1))).toBe('Bank of England fell');
    expect(extended(pieces, entity, -1)?.origin).toEqual({ start: 4, end: 19 });
  });

  it('steps from entity to entity, those inside others too', () => {
    const spans = [
      { start: 4, end: 19 },
      { start: 12, end: 19 },
      { start: 4, end: 8 },
    ];
    const walk = (by: 1 | -1, count: number) => {
      let at = null as ReturnType<typeof moved>;
      return Array.from({ length: count }, () => shown((at = stepped(spans, at, by))));
    };
    expect(walk(1, 4)).toEqual(['Bank of England', 'Bank', 'England', 'Bank of England']);
    expect(walk(-1, 3)).toEqual(['England', 'Bank', 'Bank of England']);
    expect(stepped([], null, 1)).toBeNull();
  });

  it('is every piece that a pointer touched', () => {
    expect(shown(touched(pieces, { start: 6, end: 13 }))).toBe('Bank of England');
    expect(shown(touched(pieces, { start: 5, end: 5 }))).toBe('Bank');
    expect(shown(touched(pieces, { start: 3, end: 3 }))).toBe('The');
    expect(touched([], { start: 0, end: 0 })).toBeNull();
  });
});

describe('edits by hand', () => {
  const spans = [
    { start: 4, end: 8, label: 'Person' },
    { start: 12, end: 19, label: 'Place' },
  ];

  it('give a range a label, and leave what is inside it', () => {
    expect(labelled(spans, { ...selectionOf({ start: 9, end: 11 }), focus: { start: 12, end: 19 } }, 'Bank')).toEqual([
      spans[0],
      { start: 9, end: 19, label: 'Bank' },
      spans[1],
    ]);
    expect(labelled(spans, selectionOf(spans[1]!), 'Person')[1]).toEqual({ start: 12, end: 19, label: 'Person' });
  });

  it('move the borders of the entity that the selection began at', () => {
    const wider = { ...selectionOf({ start: 4, end: 8 }), focus: { start: 12, end: 19 } };
    expect(labelled(spans, wider, 'Bank')).toEqual([{ start: 4, end: 19, label: 'Bank' }, spans[1]]);
  });

  it('take an entity away, or all that the selection touches', () => {
    expect(rejected(spans, selectionOf({ start: 4, end: 8 }))).toEqual([spans[1]]);
    expect(rejected(spans, selectionOf({ start: 7, end: 13 }))).toEqual([]);
    expect(rejected(spans, selectionOf({ start: 9, end: 11 }))).toEqual(spans);
  });

  it('have one order, and hold an entity once', () => {
    expect(ordered([...spans].reverse())).toEqual(spans);
    expect(ordered([...spans, ...spans])).toEqual(spans);
  });
});

describe('in memory', () => {
  describeHandStore(async () => memoryHandStore());
});

describe('in IndexedDB', () => {
  describeHandStore(() => openHandStore());

  it('leaves out what cannot be read', async () => {
    const store = await openHandStore();
    const raw = await new Dexie('loupe-annotations').open();
    await raw.table('annotations').put({ ...someAnnotation('x', 'damaged'), entities: 'all' });
    await store.put(someAnnotation('x', 'u1'));
    expect((await store.list('x')).map(({ sentence }) => sentence)).toEqual(['u1']);
    raw.close();
  });

  it('says so when the browser has no storage', async () => {
    const { indexedDB } = Dexie.dependencies;
    Dexie.dependencies.indexedDB = undefined as unknown as IDBFactory;
    await expect(openHandStore()).rejects.toMatchObject({ kind: 'store-unavailable' });
    Dexie.dependencies.indexedDB = indexedDB;
  });
});
