import type { SummarisedRun } from '@/lib/experiment/panel';
import { mostFrames, type StripsStory } from '@/lib/experiment/story';
import { never, readTrial } from '@/lib/transformer/instruments/cache-trial/value';
import { type Registry, titleOf } from './registry';
import { ratioOf } from './report/frame';
import { type CacheHistory, historyOfValue } from './report/history';
import { resultsOf } from './result';
import type { KvSettings } from './settings';

const frames = 25;

/**
 * One cache as its model reads on: the first film in which tokens left the cache, and the answer was right as it is with the full cache;
 * null where there is none.
 */
export function storyOf({ results, entries }: SummarisedRun<KvSettings>, registry: Registry): StripsStory | null {
  const journaled = new Map(entries.map(entry => [entry.path[0], entry]));
  for (const unit of results) {
    const [result] = resultsOf([unit]);
    const entry = journaled.get(unit.name);
    if (!result) continue;
    const value = entry?.kind === 'measurement' ? readTrial(entry.value) : undefined;
    for (const [arm, measured] of value ? result.arms.entries() : []) {
      const history = value && historyOfValue(value, arm);
      const isRight =
        'failure' in measured ? null : (measured.right ?? (result.budgets[arm] === 0 ? result.full.right : null));
      if (!history || !isRight || result.full.right === false || history.lostAt.every(step => step === never)) continue;
      const { read, heads, held } = stripsOf(history);
      const tokens = read.at(-1) ?? 0;
      return {
        kind: 'strips',
        sentence: `${history.kvHeads * history.layers} heads of a model read the same ${tokens} tokens, and each keeps only some of them.`,
        verdict: `In the end a head keeps ${Math.round(held)} of ${tokens} tokens on average, ${ratioOf(tokens, held).toFixed(1)} times fewer, and the answer is right. ${titleOf(result, registry)}.`,
        engine: result.model,
        read,
        heads,
      };
    }
  }
  return null;
}

/** Evenly spaced steps of a film, and for each head and token the first of them after which the token is gone. */
function stripsOf({ lostAt, layers, kvHeads, width, promptTokens, steps }: CacheHistory) {
  const last = Math.min(frames, mostFrames, steps + 1) - 1;
  const shown = Array.from({ length: last + 1 }, (_, frame) => Math.round((frame * steps) / Math.max(1, last)));
  const frameOf = (lost: number): string => {
    const frame = lost === never ? -1 : shown.findIndex(step => step >= lost);
    return frame < 0 ? '-' : frame.toString(36);
  };
  const heads = Array.from({ length: layers * kvHeads }, (_, head) => ({
    title: `Layer ${Math.floor(head / kvHeads) + 1}, head ${(head % kvHeads) + 1}`,
    gone: Array.from(lostAt.subarray(head * width, (head + 1) * width), frameOf).join(''),
  }));
  const kept = heads.reduce((sum, { gone }) => sum + gone.replace(/[^-]/g, '').length, 0);
  return { read: shown.map(step => Math.min(width, promptTokens + step)), heads, held: kept / heads.length };
}
