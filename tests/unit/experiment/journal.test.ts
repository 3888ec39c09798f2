import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '@/lib/experiment/entry';
import { createJournal } from '@/lib/experiment/journal';

const value = (path: string[], content: number): JournalEntry => ({ kind: 'value', path, value: content });

describe('a journal', () => {
  it('is a map of paths that keeps the order of the first entry at each, as a whole and of every unit', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const entry = fc.tuple(name, name, fc.nat(9)).map(([unit, step, content]) => value([unit, step], content));
    fc.assert(
      fc.property(fc.array(entry), entries => {
        const journal = createJournal();
        const model = new Map<string, JournalEntry>();
        for (const each of entries) {
          journal.add(each);
          model.set(each.path.join(), each);
        }
        expect(journal.entries()).toEqual([...model.values()]);
        expect([...journal]).toEqual(journal.entries());
        expect(journal.size).toBe(model.size);
        for (const unit of ['a', 'b', 'c', 'd']) {
          const own = [...model.values()].filter(({ path }) => path[0] === unit);
          expect(journal.unit(unit)).toEqual(own);
          expect(journal.sizeOf(unit)).toBe(own.length);
        }
        for (const each of model.values()) expect(journal.at(each.path)).toBe(each);
      }),
    );
  });

  it('finds an answer only for what it was asked', () => {
    const embedding: JournalEntry = {
      ...{ kind: 'embedding', path: ['u', 'embed'], hash: 'h', texts: [], vectors: [] },
      ...{ total_ms: 1, engine: 'e/m' },
    };
    const journal = createJournal([embedding, value(['u', 'v'], 1)]);
    expect(journal.find(['u', 'embed'], 'h')).toBe(embedding);
    expect(journal.find(['u', 'embed'], 'other')).toBeUndefined();
    expect(journal.find(['u', 'v'], 'h')).toBeUndefined();
    expect(journal.find(['x'], 'h')).toBeUndefined();
  });
});
