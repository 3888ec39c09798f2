import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/core/json';
import { inProgramOrder, walk } from '@/lib/evaluation/tree';
import type { JournalEntry } from '@/lib/experiment/entry';
import { migrateEntry } from '@/lib/panels/divide-and-conquer/legacy';
import { readStrategy } from '@/lib/panels/divide-and-conquer/reading';
import { panelExperiment } from '@/tests/support/panel-run';
import { callAt } from '@/tests/unit/evaluation/entries';

const root = ['4821 × 17', 'divide-and-conquer'] as const;
const at = (...names: string[]) => [...root, ...names];
/** A call with the roles that its names had in version 1. */
const call = (path: string[], parsed: Json, truth?: Json): JournalEntry =>
  migrateEntry(callAt(path, [], parsed, truth));

function read(entries: JournalEntry[], leaf = 2, problem: Json = { a: '4821', b: '17' }) {
  const { tree, reading, verdicts } = readStrategy({
    items: entries,
    ...{ root, problem, settings: panelExperiment({ leaf }).settings },
  });
  return {
    title: (...names: string[]) => {
      const scope = [...walk(tree)].find(({ key }) => key === at(...names).join(' / '));
      return scope && reading.titleOf(scope, names.length > 0 ? tree : undefined).whole;
    },
    verdict: (...names: string[]) => verdicts.get(at(...names).join(' / ')),
    pending: reading.pending.map(({ path, roles }) => `${path.slice(2).join(' / ')} (${roles?.at(-1)})`),
  };
}

describe('a division that is read back', () => {
  it('foresees the split before anything came back, then the products and the merge', () => {
    expect(read([]).pending).toEqual(['merge (merge)', 'split first (split)']);
    expect(read([call(at('split first'), ['48', '21'])]).pending).toEqual([
      'merge (merge)',
      'high × whole / solve (solve)',
      'low × whole / solve (solve)',
    ]);
  });

  it('shows what will be asked beside what was asked', () => {
    const { tree } = readStrategy<JournalEntry>({
      items: [call(at('split first'), ['48', '21'])],
      ...{ root, problem: { a: '4821', b: '17' }, settings: panelExperiment({ leaf: 2 }).settings },
      pending: ({ path, roles = [] }) => ({ kind: 'value', path: [...path], roles: [...roles], value: null }),
    });
    expect([...inProgramOrder(tree)].map(({ step }) => step.item.path.slice(2).join(' / '))).toEqual([
      'split first',
      'high × whole / solve',
      'low × whole / solve',
      'merge',
    ]);
  });

  it('knows the problem of every scope', () => {
    const entries = [call(at('split first'), ['48', '21']), call(at('high × whole', 'solve'), '816')];
    const { title } = read(entries);
    expect(title()).toBe('4821 × 17');
    expect(title('high × whole')).toBe('48 × 17');
  });

  it('tells nothing of a problem that is none of the task', () => {
    const { title, verdict } = read([call(at('merge'), '1', '1')], 2, { text: 'not a pair' });
    expect(title()).toBe('problem');
    expect(verdict('merge')).toBe('right');
  });

  it('accepts a split that is uneven but loses no digit, and measures what follows against it', () => {
    const { verdict } = read(
      [
        call(at('split first'), ['4', '821'], ['48', '21']),
        call(at('high × whole', 'solve'), '68', '816'),
        call(at('low × whole', 'solve'), '13957', '357'),
        call(at('merge'), '81957', '81957'),
      ],
      3,
    );
    expect(verdict('split first')).toBe('right');
    expect(verdict('high × whole', 'solve')).toBe('right');
    expect(verdict('merge')).toBe('right');
  });

  it('blames a split that loses a digit, not the leaf that computed what it was given', () => {
    const { verdict } = read([
      call(at('split first'), ['48', '2'], ['48', '21']),
      call(at('high × whole', 'solve'), '816', '816'),
      call(at('low × whole', 'solve'), '34', '357'),
      call(at('merge'), '8194', '81957'),
    ]);
    expect(verdict('split first')).toBe('entered');
    expect(verdict('high × whole', 'solve')).toBe('right');
    expect(verdict('low × whole', 'solve')).toBe('inherited');
    expect(verdict('merge')).toBe('inherited');
  });

  it('blames a leaf that the wrong half of a split did not touch', () => {
    const { verdict } = read([
      call(at('split first'), ['48', '2'], ['48', '21']),
      call(at('high × whole', 'solve'), '815', '816'),
    ]);
    expect(verdict('high × whole', 'solve')).toBe('entered');
  });
});
