import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ResultTable } from '@/lib/experiment/panel';
import { scoreOf, sumCounts } from '@/lib/panels/ner/metrics/score';
import { compareScores, scoreInterval } from '@/lib/panels/ner/metrics/uncertainty';
import { readWordNet } from '../corpus/english/wordnet';
import { formatTable } from '../experiment/table';
import { root } from '../tool';
import { openModel } from './english/ask';
import { type MeasuredGroup, withMeasured } from './english/card';
import { improve, type Measured, METHODS } from './english/improve';
import { drawSettings } from './english/settings';

const MODEL = 'loupe-english';
const OPTIONS = { seed: 20 };

const percent = (share: number | null): string => (share === null ? '-' : (100 * share).toFixed(1));
const points = ({ value, low, high }: ReturnType<typeof scoreInterval>): string =>
  `${percent(value)} [${percent(low)}, ${percent(high)}]`;

/** F1 under each method over all worlds of a group; differences are paired by sentence. */
function tableOf(worlds: readonly Measured[]): ResultTable {
  const sentences = (method: (typeof METHODS)[number]) => ({
    sentences: worlds.flatMap(({ counts }) => counts[method]),
  });
  const none = sentences('none');
  return {
    columns: ['demonstrations', 'n', 'F1 [95 %]', 'against none [95 %]', 'unreadable'],
    rows: METHODS.map(method => {
      const scored = sentences(method);
      return [
        method,
        String(scored.sentences.length),
        points(scoreInterval(scored, 'f1', OPTIONS)),
        method === 'none' ? '' : points(compareScores(scored, none, 'f1', OPTIONS).difference),
        String(worlds.reduce((sum, { unreadable }) => sum + unreadable[method], 0)),
      ];
    }),
  };
}

function write(environment: unknown, groups: Readonly<Record<string, MeasuredGroup>>): void {
  const record = { model: MODEL, environment, groups };
  writeFileSync(path.join(root, 'training', 'english', 'measured.json'), `${JSON.stringify(record, null, 2)}\n`);
  const card = path.join(root, 'public', 'models', MODEL, 'README.md');
  writeFileSync(card, withMeasured(readFileSync(card, 'utf8'), groups));
}

/**
 * `npm run measure -- english`: what the English model gains by its own annotations, and writes it to `training/english/measured.json` and
 * to the model's card. With a number, so many test sentences of each world are taken, and nothing is written.
 */
export async function measureEnglish(asked?: number): Promise<void> {
  const { ask, environment, close } = await openModel(MODEL);
  const sizes = { pool: asked === undefined ? 100 : 2 * asked, test: asked ?? 70 };
  const groups: Record<string, MeasuredGroup> = {};
  for (const [group, settings] of Object.entries(await drawSettings(sizes, readWordNet()))) {
    const worlds: Measured[] = [];
    for (const setting of settings) {
      const measured = await improve(setting, ask);
      const { voted, kept, keptSentences } = measured.pool;
      console.log(
        `${setting.name}: pool of ${setting.pool.length}, F1 ${percent(scoreOf(voted).f1)} after the vote, ` +
          `${percent(scoreOf(kept).f1)} of the ${keptSentences} kept; none ${percent(scoreOf(sumCounts(measured.counts.none)).f1)}`,
      );
      worlds.push(measured);
    }
    const table = tableOf(worlds);
    process.stdout.write(`\n${group}\n${formatTable(table)}\n\n`);
    groups[group] = {
      ...table,
      worlds: worlds.map(({ pool, labels }, i) => {
        const { name = '', pool: { length = 0 } = [] } = settings[i] ?? {};
        return { name, sentences: length, pool, labels };
      }),
    };
    if (asked === undefined) write(environment, groups);
  }
  await close();
}
