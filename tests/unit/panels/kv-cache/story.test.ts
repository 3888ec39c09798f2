import { openAsBlob } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importFile } from '@/lib/experiment/import';
import type { Run } from '@/lib/experiment/run';
import { storySchema } from '@/lib/experiment/story';
import { findPanel } from '@/lib/panels/index';
import { registry } from '@/lib/panels/kv-cache/registry';
import { historyOfValue } from '@/lib/panels/kv-cache/report/history';
import type { KvResult } from '@/lib/panels/kv-cache/result';
import { storyOf } from '@/lib/panels/kv-cache/story';
import { readTrial } from '@/lib/transformer/instruments/cache-trial/value';

async function runOf(file: string): Promise<Run> {
  const imported = await importFile(await openAsBlob(`public/experiments/${file}`), findPanel);
  if (imported.kind !== 'run') throw new Error(`${file} is no run.`);
  return imported.run;
}

const tell = async (file: string) => storyOf((await runOf(file)) as never, registry);

describe('the story of a cache', () => {
  it('says of each head and token whether it is held, as the film does', async () => {
    const story = (await tell('kv-learned.jsonl.gz'))!;
    const { entries } = await runOf('kv-learned.jsonl.gz');
    const [first] = entries.flatMap(entry => (entry.kind === 'measurement' ? [readTrial(entry.value)!] : []));
    const history = historyOfValue(first!, 0)!;
    expect(story.heads).toHaveLength(history.layers * history.kvHeads);
    expect(story.read[0]).toBe(history.promptTokens);
    expect(story.read.at(-1)).toBe(history.width);
    for (const [frame, read] of story.read.entries()) {
      const step = read - history.promptTokens;
      for (const [head, { gone }] of story.heads.entries()) {
        const held = [...gone].map(at => at === '-' || parseInt(at, 36) > frame);
        const filmed = Array.from(held, (_, token) => history.lostAt[head * history.width + token]! > step);
        expect(held).toEqual(filmed);
      }
    }
    expect(story.verdict).toMatch(/^In the end a head keeps \d+ of 433 tokens on average, \d\.\d times fewer/);
    expect(storySchema.parse(JSON.parse(JSON.stringify(story)))).toEqual(story);
  });

  it('is the same where units before it have failed', async () => {
    const run = await runOf('kv-learned.jsonl.gz');
    const [first, ...others] = run.results;
    const { arms, ...value } = first!.value as KvResult;
    const wrong = { name: first!.name, value: { ...value, arms: arms.map(arm => ({ ...arm, right: false })) } };
    const story = storyOf({ ...run, results: [wrong, ...others] } as never, registry);
    expect(story?.engine).not.toBe(value.model);
    const lost = { name: 'lost', failure: { kind: 'device-lost', detail: '' } };
    expect(storyOf({ ...run, results: [lost, wrong, ...others] } as never, registry)).toEqual(story);
  });

  it('is not told of caches that lose the answer, and not where the full cache has it wrong', async () => {
    expect(await tell('kv-products.jsonl.gz')).toBeNull();
    const run = await runOf('kv-needles.jsonl.gz');
    expect(storyOf(run as never, registry)).not.toBeNull();
    const results = run.results.map(({ name, value }) => {
      const { full, ...rest } = value as KvResult;
      return { name, value: { ...rest, full: { ...full, right: false } } };
    });
    expect(storyOf({ ...run, results } as never, registry)).toBeNull();
  });
});
