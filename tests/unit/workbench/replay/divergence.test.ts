import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareUnit } from '@/components/workbench/replay/divergence';
import { type JournalEntry, pathKey } from '@/lib/experiment/entry';
import { call } from '../../../support/entries';

const root = '48 × 21';
const at = (...names: string[]) => [root, ...names];
const ended = (entries: JournalEntry[]) => ({ entries, hasEnded: true });
const asked = (entry: JournalEntry, hash: string): JournalEntry => ({ ...entry, hash }) as JournalEntry;

const leaves = ['high × high', 'high × low', 'low × high', 'low × low'];
const dac = 'divide-and-conquer';

/** A whole division: what a run of one strategy leaves behind. */
const division: JournalEntry[] = [
  call(at(dac, 'split first'), ['4', '8']),
  call(at(dac, 'split second'), ['2', '1']),
  ...leaves.map((leaf, index) => call(at(dac, leaf, 'solve'), String(index))),
  call(at(dac, 'merge'), '1008'),
];
const rivals: JournalEntry[] = [call(at('io', 'solve'), '1008'), call(at('cot', 'reason'), '1008')];
const journal = [...division, ...rivals];

/** The journal with another answer at one path, and other requests at all paths in `asks`. */
const changed = (key: string, asks: string[] = []): JournalEntry[] =>
  journal.map(entry => {
    const is = (name: string) => pathKey(entry.path) === pathKey(at(...name.split(' / ')));
    if (is(key)) return { ...entry, text: 'another' } as JournalEntry;
    return asks.some(is) ? asked({ ...entry, text: 'changed' } as JournalEntry, 'f'.repeat(16)) : entry;
  });

describe('compareUnit', () => {
  it('finds nothing where nothing differs, whatever the order of arrival', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(journal, { minLength: journal.length }), here => {
        expect(compareUnit(ended(journal), ended(here))).toEqual({
          ...{ recorded: 9, compared: 9, same: 9 },
          differences: [],
        });
      }),
    );
  });

  it('names the first different answer, and what had to be asked otherwise because of it', () => {
    const here = changed(`${dac} / high × low / solve`, [`${dac} / merge`]);
    const { differences, same } = compareUnit(ended(journal), ended(here));
    expect(differences.map(({ path, kind, follows }) => [path.at(-2), kind, follows])).toEqual([
      ['high × low', 'answer', false],
      [dac, 'request', true],
    ]);
    expect(same).toBe(7);
  });

  it('takes another prompt without a cause before it for a difference of its own', () => {
    const here = changed('none', [`${dac} / split first`, 'cot / reason']);
    const { differences } = compareUnit(ended(journal), ended(here));
    expect(differences.map(({ path, kind, follows }) => [path[1], kind, follows])).toEqual([
      ['cot', 'request', false],
      [dac, 'request', false],
    ]);
  });

  it('does not blame one strategy for what another did', () => {
    const here = changed('io / solve', [`${dac} / merge`]);
    expect(compareUnit(ended(journal), ended(here)).differences.map(({ follows }) => follows)).toEqual([false, false]);
  });

  it('takes the same prompt with another answer for a difference of its own even behind another one', () => {
    const here = changed(`${dac} / high × high / solve`).map(entry =>
      entry.path.includes('low × low') ? ({ ...entry, text: '7' } as JournalEntry) : entry,
    );
    expect(compareUnit(ended(journal), ended(here)).differences.map(({ follows }) => follows)).toEqual([false, false]);
  });

  it('says nothing of calls that may still come, and names them once the problem has ended', () => {
    const here = journal.slice(0, 4);
    const under = compareUnit(ended(journal), { entries: here, hasEnded: false });
    expect(under).toEqual({ recorded: 9, compared: 4, same: 4, differences: [] });
    const over = compareUnit(ended(journal), ended(here));
    expect(over.differences.map(({ kind }) => kind)).toEqual(Array(5).fill('missing'));
    expect(compareUnit(ended(here), ended(journal)).differences.map(({ kind }) => kind)).toEqual(
      Array(5).fill('extra'),
    );
    expect(compareUnit({ entries: here, hasEnded: false }, ended(journal)).differences).toEqual([]);
  });

  it('compares values that code computed, and does not count them as calls', () => {
    const vote = (value: string): JournalEntry => ({ kind: 'value', path: at('cot-sc', 'vote'), value });
    const draw = (text: string): JournalEntry => call(at('cot-sc', 'sample 1', 'reason'), text);
    const { differences, ...counts } = compareUnit(ended([draw('1'), vote('1')]), ended([draw('2'), vote('2')]));
    expect(counts).toEqual({ recorded: 1, compared: 1, same: 0 });
    expect(differences.map(({ kind, follows }) => [kind, follows])).toEqual([
      ['answer', false],
      ['answer', true],
    ]);
    expect(compareUnit(ended([vote('1')]), ended([vote('1')])).differences).toEqual([]);
  });

  it('never has the first difference follow from another, and only answers that were compared count as the same', () => {
    const keys = journal.map(({ path }) => path.slice(1).join(' / '));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(journal),
        fc.constantFrom(...keys, 'none'),
        fc.subarray(keys),
        fc.boolean(),
        (kept, key, asks, hasEnded) => {
          const here = changed(key, asks).filter(entry => kept.some(other => other.path === entry.path));
          const result = compareUnit(ended(journal), { entries: here, hasEnded });
          expect(result.differences[0]?.follows ?? false).toBe(false);
          expect(result.compared).toBe(here.length);
          const differing = result.differences.filter(({ kind }) => kind === 'answer' || kind === 'request').length;
          expect(result.same + differing).toBe(here.length);
          // Whatever still comes can only add to what was found among the calls that are there.
          if (!hasEnded) expect(result.differences.length).toBe(differing);
          // The other way round the same paths differ.
          const mirrored = compareUnit({ entries: here, hasEnded }, ended(journal));
          expect(mirrored.differences.map(({ key }) => key)).toEqual(result.differences.map(({ key }) => key));
        },
      ),
    );
  });
});
