import { expect, it } from 'vitest';
import { createEmbeddedEngine } from '@/lib/engines/embedded';
import type { JournalEntry } from '@/lib/experiment/entry';
import { createJournal } from '@/lib/experiment/journal';
import { runExperiment } from '@/lib/experiment/runner';
import { defaultExperiment } from '@/lib/experiment/spec';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { backendFactories } from '@/lib/transformer/backends';
import { sharedGpu } from '@/lib/transformer/backends/webgpu';
import { createTransformerService } from '@/lib/transformer/service';
import { httpSource } from '@/lib/transformer/sources/http';

const folderUrl = new URL('/models/loupe-arithmetic/', location.href).href;

/** The shipped model on the GPU, in this thread, so that the test can take the device away from it. */
const engineOnGpu = () =>
  createEmbeddedEngine({
    model: 'loupe-arithmetic',
    folderUrl,
    backend: 'webgpu-int8',
    connect: () => ({
      service: createTransformerService(
        httpSource,
        backendFactories(() => Promise.reject(new Error('not asked for'))),
      ),
      terminate: () => {},
    }),
  });

const base = defaultExperiment(panel as never) as unknown as Parameters<typeof panel.run>[1];
const experiment = {
  ...base,
  settings: {
    ...base.settings,
    tasks: {
      ...base.settings.tasks,
      [base.settings.task]: { ...base.settings.tasks[base.settings.task], a: '47', b: '68' },
    },
    strategies: ['divide-and-conquer'],
  },
};

/** Runs the experiment; the device goes when this many calls have been answered. */
async function run(loseAfter: readonly number[]) {
  const engine = engineOnGpu();
  const entries: JournalEntry[] = [];
  let losses = 0;
  const outcome = await runExperiment({
    panel,
    experiment,
    openEngine: async () => engine,
    journal: createJournal(),
    signal: new AbortController().signal,
    onEvent: event => void (event.type === 'engine-lost' && losses++),
    async persist(entry) {
      entries.push(entry);
      if (loseAfter.includes(entries.filter(({ kind }) => kind === 'call').length))
        (await sharedGpu()).device.destroy();
    },
  });
  await engine.dispose();
  const answers = entries.flatMap(entry => (entry.kind === 'call' ? [[entry.path.join(' / '), entry.text]] : []));
  return { outcome, losses, answers: answers.sort(([a], [b]) => a!.localeCompare(b!)) };
}

it('a run goes on from its journal when the GPU is lost in the middle of it, and comes out the same', async () => {
  const whole = await run([]);
  expect(whole.outcome).toMatchObject({ status: 'finished' });
  expect(whole.answers.length).toBeGreaterThan(5);
  const broken = await run([2, 5]);
  expect(broken.losses).toBeGreaterThanOrEqual(1);
  expect(broken.outcome).toMatchObject({ status: 'finished' });
  expect(broken.answers).toEqual(whole.answers);
}, 120_000);
