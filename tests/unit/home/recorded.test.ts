import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measuredModelsSchema } from '@/lib/experiment/measured-models';
import { picturesSchema } from '@/lib/experiment/result-picture';
import { showcaseSchema } from '@/lib/experiment/showcase';
import { panels } from '@/lib/panels/index';
import { measuredModels } from '@/scripts/record/models';
import { readyMade } from '@/scripts/record/ready-made';

const read = (name: string): unknown => JSON.parse(readFileSync(`components/home/recorded/${name}.json`, 'utf8'));

describe('what the home page shows', () => {
  it('is a story of every panel, each of a run that is there', () => {
    const shown = showcaseSchema.parse(read('showcase'));
    expect(shown.map(({ panel }) => panel)).toEqual(panels.map(({ id }) => id));
    for (const { file } of shown) expect(existsSync(`public/experiments/${file}`)).toBe(true);
  });

  it('has a picture of every ready-made experiment', () => {
    const pictures = picturesSchema.parse(read('pictures'));
    expect(Object.keys(pictures)).toEqual(readyMade.map(({ file }) => file));
    for (const { rows } of Object.values(pictures)) expect(rows.length).toBeGreaterThan(0);
  });

  it('says of the models what was last measured', () => {
    expect(measuredModelsSchema.parse(read('models'))).toEqual(measuredModels());
  });
});
