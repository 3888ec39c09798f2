import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipOf } from '@/lib/data/zip';
import { formats } from '@/lib/panels/ner/formats/index';
import { readCorpus } from '@/lib/panels/ner/formats/read';
import { writeCorpus } from '@/lib/panels/ner/formats/write';
import { exportsOf } from '@/lib/panels/ner/report/exports';
import { loopOf } from '@/lib/panels/ner/report/loop';
import { harbour, harbourRegistry, runHarbour } from '../../../support/ner-run';
import { covered, reasonsOf } from './texts';

const settings = { retrievals: ['nearest'], selection: { 'sample-threshold': { threshold: 5 } } };

async function taken(script = {}) {
  const { experiment, outcome } = await runHarbour({ settings, script });
  const loop = loopOf(experiment, outcome.results, harbourRegistry);
  const all = exportsOf(experiment, harbourRegistry);
  return { all, loop, take: (id: string) => all.find(one => one.id === id)?.take(loop) };
}

describe('what can be taken out of a run', () => {
  it('is the gold of both parts, the self-annotations, and the predictions of each condition', async () => {
    const { all, loop, take } = await taken();
    const { unlabelled, test } = await harbour.load();
    expect(take('gold unlabelled')?.sentences).toEqual(unlabelled.sentences);
    expect(take('gold test')?.sentences).toEqual(test.sentences);
    expect(all.filter(({ id }) => id.startsWith('predicted ')).map(({ id }) => id.slice(10))).toEqual(
      loop.conditions.map(({ id }) => id),
    );
    const gold = take('predicted gold nearest');
    expect(gold?.sentences.map(({ entities }) => entities)).toEqual(test.sentences.map(({ entities }) => entities));
    for (const one of all) expect(one.take(loop).absent).toBe(0);
  });

  it('gives self-annotations the share of their votes as score, and those that a selection kept alone', async () => {
    const { loop, take } = await taken();
    const voted = take('voted')?.sentences ?? [];
    expect(voted.map(({ id }) => id)).toEqual(['u1', 'u2', 'u3', 'u4', 'u5', 'u6']);
    expect(voted[0]?.entities).toEqual([{ start: 9, end: 15, label: 'Ship', score: 1 }]);
    const unsure = voted.flatMap(({ entities }) => entities ?? []).filter(({ score }) => score !== 1);
    expect(unsure.length).toBeGreaterThan(0);
    expect(unsure.every(({ score = 0 }) => score >= 0.6 && Number.isInteger(Math.round(score * 50) / 10))).toBe(true);
    const kept = take('kept sample-threshold')?.sentences ?? [];
    expect(kept.map(({ id }) => id).sort()).toEqual(loop.pools[0]?.state.pool.map(({ id }) => id).sort());
    expect(kept.length).toBeLessThan(6);
  });

  it('counts mentions that are nowhere in their sentence', async () => {
    const { take } = await taken({ answer: () => '[{"Atlantis": "Ship"}]' });
    expect(take('predicted none')).toMatchObject({ absent: 4 });
    expect(take('predicted none')?.sentences.flatMap(({ entities }) => entities)).toEqual([]);
  });

  it.each(formats.map(format => [format.id, format] as const))(
    'is read again as it was written, in %s',
    async (_, format) => {
      const { take } = await taken();
      const sentences = take('voted')?.sentences ?? [];
      const { files, report } = await writeCorpus({ name: 'voted', labels: [], sentences }, format);
      const scores = reasonsOf(report.notes).filter(reason => reason.includes('holds no scores'));
      expect(scores).toHaveLength(format.holdsScores ? 0 : 1);
      const { corpus } = await readCorpus(files);
      const found = corpus.sentences.map(({ text, entities }) =>
        entities?.map(span => `${covered(text, span)}/${span.label}`),
      );
      const wanted = sentences.map(({ text, entities }) =>
        format.id === 'plain' ? undefined : entities?.map(span => `${covered(text, span)}/${span.label}`),
      );
      expect(found).toEqual(wanted);
      if (format.holdsScores) expect(await files[0]?.blob.text()).toContain('"score":0.');
    },
  );

  it('packs several files as one archive', async () => {
    const long = 'x'.repeat(600_000);
    const zip = await zipOf([
      { name: 'a.txt', blob: new Blob([long]) },
      { name: 'b.ann', blob: new Blob([]) },
    ]);
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    expect(Object.keys(files)).toEqual(['a.txt', 'b.ann']);
    expect(new TextDecoder().decode(files['a.txt'])).toBe(long);
    expect(files['b.ann']).toHaveLength(0);
  });
});
