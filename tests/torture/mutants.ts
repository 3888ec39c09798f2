import { readFileSync } from 'node:fs';
import type { Json } from '@/lib/core/json';
import { drawFile } from '../support/draw-run';
import { isOpenInRun, mutantsOf } from '../support/mutants';
import { Counts, hold, type Trial, tryAll } from './trial';

const files = ['leaves-too-large.json', 'merged-by-code.json', 'one-multiplication.json', 'votes.json'];
const each = 160;

export const mutants: Trial = {
  id: 'mutants',
  what: 'run files of which one place was changed: refused by name, or every view of them can be drawn',
  async run() {
    const counts = new Counts();
    const tried = await tryAll(all(), async value => {
      const { notices, isShown } = await drawFile(JSON.stringify(value));
      const kinds = notices.map(({ kind }) => kind);
      counts.add(isShown ? (kinds.length > 0 ? 'drawn in part' : 'drawn') : (kinds[0] ?? 'lost'));
      hold(!kinds.includes('unknown'), 'it fails without a name');
      hold(isShown || kinds.length > 0, 'it is not shown, and nothing says why');
    });
    return { ...tried, counted: String(counts) };
  },
};

function* all(): Generator<[string, Json]> {
  for (const [index, file] of files.entries()) {
    const original = JSON.parse(readFileSync(`public/experiments/${file}`, 'utf8')) as Json;
    for (const { value, change } of mutantsOf(original, each, 100 + index, isOpenInRun))
      yield [`${file}, ${change}`, value];
  }
}
