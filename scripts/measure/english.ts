import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ResultTable } from '@/lib/experiment/panel';
import { scoreOf, sumCounts } from '@/lib/panels/ner/metrics/score';
import { compareScores, scoreInterval } from '@/lib/panels/ner/metrics/uncertainty';
import { readWordNet } from '../corpus/english/wordnet';
import { formatTable } from '../experiment/table';
import { root } from '../tool';
import { openModel } from './english/ask';
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

/**
 * `npm run measure -- english`: what the English model gains by its own annotations, and writes it to `training/english/measured.json`.
 * With a number, so many test sentences of each world are taken, and nothing is written.
 */
export async function measureEnglish(asked?: number): Promise<void> {
  const { ask, environment, close } = await openModel(MODEL);
  const sizes = { pool: asked === undefined ? 100 : 2 * asked, test: asked ?? 70 };
  const record: Record<string, unknown> = {};
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
    record[group] = { ...table, pools: worlds.map(({ pool }, i) => ({ world: settings[i]?.name, ...pool })) };
    if (asked === undefined)
      writeFileSync(
        path.join(root, 'training', 'english', 'measured.json'),
        JSON.stringify({ model: MODEL, environment, ...record }, null, 2) + '\n',
      );
  }
  await close();
}
