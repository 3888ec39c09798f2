import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { NeedleFigure } from '@/components/kv-cache/sweep/needle-figure';
import { parseExperiment } from '@/lib/experiment/spec';
import { kvPanel } from '@/lib/panels/kv-cache/panel';
import { registry } from '@/lib/panels/kv-cache/registry';
import { needlesOf, partOf } from '@/lib/panels/kv-cache/report/needles';
import { type ArmResult, type KvResult, readResult } from '@/lib/panels/kv-cache/result';
import type { KvSettings } from '@/lib/panels/kv-cache/settings';
import type { CacheText } from '@/lib/panels/kv-cache/texts/contract';
import data from '@/lib/panels/kv-cache/texts/data/needles.json';
import { haystackLengths, haystacksOf, usualLength } from '@/lib/panels/kv-cache/texts/haystack';
import { needles } from '@/lib/panels/kv-cache/texts/needles';
import { products } from '@/lib/panels/kv-cache/texts/products';
import { textsOf } from '@/lib/panels/kv-cache/units';

const stored = data as CacheText[];
const settingsOf = (settings: object): KvSettings =>
  parseExperiment({ version: 1, panel: 'kv-cache', settings }, kvPanel).settings as KvSettings;
const blocksOf = ({ text }: CacheText): string[] => (typeof text === 'string' ? text : text[0]!.content).split('\n\n');

describe('haystacks', () => {
  const all = haystacksOf(stored);

  it('leave the texts of the usual length as they are, so that old links mean what they meant', async () => {
    const usual = all.filter(({ needle }) => needle?.of === usualLength);
    expect(usual.map(({ needle: _, ...text }) => text)).toEqual(stored);
    for (const { title, needle } of usual) expect(title).toContain(`told in example ${needle?.depth} of ${needle?.of}`);
    const read = await textsOf(settingsOf({ texts: 'needles', count: 24 }), registry);
    expect(read.map(({ id }) => id)).toEqual(stored.slice(0, 24).map(({ id }) => id));
  });

  it.each(haystackLengths)('of %d examples tell the label once, where they say, and ask the same', length => {
    const some = all.filter(({ needle }) => needle?.of === length);
    expect(some).toHaveLength(stored.length);
    some.forEach((text, i) => {
      const blocks = blocksOf(text);
      const of = blocksOf(stored[i]!);
      const [name = ''] = Object.keys((JSON.parse(text.answer!) as object[])[0]!);
      expect(blocks).toHaveLength(length + 2);
      expect([blocks[0], blocks.at(-1)]).toEqual([of[0], of.at(-1)]);
      const telling = blocks.slice(1, -1).flatMap((block, at) => (block.includes(`"${name}"`) ? [at + 1] : []));
      expect(telling).toEqual([text.needle?.depth]);
      // No example helps by standing there twice.
      if (length > usualLength) expect(new Set(blocks.slice(usualLength + 1, -1)).size).toBe(length - usualLength);
    });
    expect(new Set(some.map(({ needle }) => needle?.depth)).size).toBe(length);
  });

  it.each(haystackLengths)('of %d examples hide as many needles in every quarter, as a grid of 24 needs', length => {
    const parts = all.flatMap(({ needle }) => (needle?.of === length ? [partOf(needle)] : [])).slice(0, 24);
    for (const part of [0, 1, 2, 3]) expect(parts.filter(one => one === part)).toHaveLength(6);
  });

  it('are the same every time', () => expect(haystacksOf(stored)).toEqual(all));

  it('are as many of each length as are asked for', async () => {
    const read = await textsOf(settingsOf({ texts: 'needles', count: 3, lengths: ['4', '16'] }), registry);
    expect(read.map(({ needle }) => needle?.of)).toEqual([4, 4, 4, 16, 16, 16]);
    expect(new Set(read.map(({ id }) => id)).size).toBe(6);
    const others = await textsOf(settingsOf({ texts: 'products', count: 3, lengths: ['4', '16'] }), registry);
    expect(others).toEqual((await products.load()).slice(0, 3));
  });

  it('have a setting in the form only where the texts hide something', () => {
    const paths = (texts: string) => kvPanel.form?.lines(settingsOf({ texts })).map(({ path }) => path);
    expect(needles.lengths?.all).toEqual(haystackLengths);
    expect(paths('needles')).toContain('lengths');
    expect(paths('products')).not.toContain('lengths');
  });
});

/** A result of one text: the full cache finds everything, each policy what its list says of the budgets. */
function resultOf(policy: string, depth: number, of: number, found: (boolean | null)[]): KvResult {
  const arm = (right: boolean | null): ArmResult =>
    right === null
      ? { failure: { kind: 'bound-reached', detail: '' } }
      : {
          ...{ meanLogprob: 0, meanKl: 0, agreed: 1, bytes: 1, slotsRead: 1, slots: [[1]], pagesUnmoved: 1 },
          ...{ right, divergesAt: null },
        };
  return {
    ...{ text: `needle ${depth} of ${of}`, title: '', policy, model: 'm', learned: null },
    needle: { depth, of, tokens: 10 * of },
    ...{ budgets: policy === 'full' ? [0] : [2, 4], scored: 1 },
    full: { meanLogprob: 0, bytes: 1, right: true },
    arms: found.map(arm),
  };
}

describe('needle in a haystack by depth and length', () => {
  const results = [1, 4].flatMap(depth => [
    resultOf('full', depth, 4, [true]),
    resultOf('h2o', depth, 4, [true, depth === 1]),
    resultOf('full', 2 * depth, 8, [true]),
    resultOf('h2o', 2 * depth, 8, [null, false]),
  ]);
  const report = needlesOf(results)!;

  it('counts what was found of what was hidden, cell by cell, the full cache once', () => {
    expect(report.lengths).toEqual([
      { of: 4, tokens: 40 },
      { of: 8, tokens: 80 },
    ]);
    expect(report.grids.map(({ policy, budget }) => [policy, budget])).toEqual([
      [null, 0],
      ['h2o', 2],
      ['h2o', 4],
    ]);
    const none = { right: 0, of: 0 };
    const [one, all] = [
      { right: 0, of: 1 },
      { right: 1, of: 1 },
    ];
    expect(report.grids[0]?.cells).toEqual([[all, all], [none, none], [none, none], [all, all]]); // prettier-ignore
    expect(report.grids[2]?.cells).toEqual([[all, one], [none, none], [none, none], [one, one]]); // prettier-ignore
  });

  it('is drawn with the number of texts in every cell, and the same in a table', () => {
    const markup = renderToStaticMarkup(createElement(NeedleFigure, { report, budget: 'ratio' }));
    const text = markup.replace(/<[^>]+>/g, '|').replace(/\|+/g, '|');
    expect(text).toContain('n = 4');
    expect(text).toContain('4: 40 tokens, 8: 80 tokens');
    expect(text).toContain(
      '|Full cache|4 of 4|first quarter|1/1|1/1|second quarter|third quarter|last quarter|1/1|1/1|4|8|',
    );
    expect(text).toContain('|H2O, 2×|2 of 2|first quarter|1/1|second quarter|');
    expect(text).toContain('|H2O, 2×|last quarter|1 of 1|none tried|');
    expect(text).not.toContain('H2O, 4×');
  });

  it('leaves caches that failed out of every figure', () =>
    expect(report.grids[1]?.cells.map(([, long]) => long?.of)).toEqual([0, 0, 0, 0]));

  it('says nothing of texts that hide nothing, or that nobody can judge', () => {
    expect(needlesOf(results.map(({ needle: _, ...result }) => result))).toBeNull();
    expect(needlesOf(results.map(result => ({ ...result, full: { ...result.full, right: null } })))).toBeNull();
    expect(needlesOf([])).toBeNull();
  });

  it('is read from a file with its places, and without any from an older one', () => {
    const [result] = results;
    expect(readResult(result!)).toEqual(result);
    const { needle: _, ...older } = result!;
    expect(readResult(older)).toEqual(older);
    expect(readResult({ ...result!, needle: { depth: 1 } })).toBeUndefined();
  });
});
