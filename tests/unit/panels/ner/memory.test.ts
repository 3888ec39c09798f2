import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createJournal } from '@/lib/experiment/journal';
import { runExperiment } from '@/lib/experiment/runner';
import { parseExperiment } from '@/lib/experiment/spec';
import { ownCorpora } from '@/lib/panels/ner/own/corpora';
import { takeIn } from '@/lib/panels/ner/own/take-in';
import { nerPanel } from '@/lib/panels/ner/panel';
import { scriptedEngine } from '../../../support/scripted-engine';

const sentences = 300;
/** Long ones, beside whose text everything else is small. */
const characters = 20_000;
const answers = 5;

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are held. */
function held(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Takes two files in, as the command line does with `--data`; their hashes in this order. */
async function importBoth(): Promise<string[]> {
  const words = 'captain osk came to the harbour late '.repeat(characters);
  const lines = Array.from({ length: sentences }, (_, at) => `${at} ${words.slice(0, characters - 10)}`);
  const test = JSON.stringify({ text: 'Osk laughed.', spans: [{ start: 0, end: 3, label: 'Person' }] });
  const said = await takeIn([new File([lines.join('\n')], 'long.txt'), new File([test], 'test.jsonl')]);
  return Array.from(said.matchAll(/fingerprint ([0-9a-f]{16})/g), ([, hash = '']) => hash);
}

it(
  'holds the text of a large corpus once, and once more in the prompts of its journal',
  { timeout: 240_000 },
  async () => {
    const before = held();
    const inTexts = () => (held() - before) / (sentences * characters);
    const [unlabelled, test] = await importBoth();
    const experiment = parseExperiment(
      {
        ...{ version: 1, panel: 'ner' },
        settings: {
          ...{ corpus: 'own', source: { own: { unlabelled, test } }, unlabelled: sentences, tests: 1, answers },
          ...{ retrievals: ['random'], baselines: ['none'], format: 'free' },
        },
      },
      nerPanel,
    );
    const journal = createJournal();
    const asked: number[] = [];
    const outcome = await runExperiment({
      ...{ panel: nerPanel, experiment, journal, signal: new AbortController().signal },
      openEngine: () => Promise.resolve({ ...scriptedEngine({ answer: () => '[]' }), calls: [] }),
      onEvent: event => event.type === 'phase-started' && asked.push(inTexts()),
    });
    expect(outcome.status).toBe('finished');
    expect(journal.size).toBeGreaterThanOrEqual(sentences * answers);
    // The first phase is listed: all units hold their sentences.
    expect(asked[0]).toBeGreaterThan(0.9);
    expect(asked[0]).toBeLessThan(1.5);
    // Everything is asked: results and units share the sentences, and the answers to one share their prompt.
    const all = inTexts();
    expect(all).toBeGreaterThan(1.9);
    expect(all).toBeLessThan(2.8);
    for (const hash of [unlabelled, test]) await ownCorpora.remove(hash ?? '');
  },
);
