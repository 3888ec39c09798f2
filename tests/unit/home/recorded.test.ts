import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measuredModelsSchema } from '@/lib/experiment/measured-models';
import { picturesSchema } from '@/lib/experiment/result-picture';
import { showcaseSchema } from '@/lib/experiment/showcase';
import { panels } from '@/lib/panels/index';
import { homeLists, indexOf } from '@/scripts/record/lists';
import { readRecorded } from '@/scripts/record/read';
import { readyMade } from '@/scripts/record/ready-made';

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const shown = (name: string): unknown => read(`components/home/recorded/${name}.json`);

describe('what the home page shows', () => {
  it('is a story of every panel, each of a run that is there', () => {
    const stories = showcaseSchema.parse(shown('showcase'));
    expect(stories.map(({ panel }) => panel)).toEqual(panels.map(({ id }) => id));
    for (const { file } of stories) expect(existsSync(`public/experiments/${file}`)).toBe(true);
  });

  it('has a picture of every ready-made experiment', () => {
    const pictures = picturesSchema.parse(shown('pictures'));
    expect(Object.keys(pictures)).toEqual(readyMade.map(({ file }) => file));
    for (const { rows } of Object.values(pictures)) expect(rows.length).toBeGreaterThan(0);
  });

  it('is what the recorded runs and the measured files say now', { timeout: 120_000 }, async () => {
    expect(read('public/experiments/index.json')).toEqual(indexOf());
    const now = JSON.parse(JSON.stringify(await homeLists(await readRecorded()))) as unknown;
    expect({
      showcase: shown('showcase'),
      pictures: shown('pictures'),
      models: measuredModelsSchema.parse(shown('models')),
    }).toEqual(now);
  });
});
