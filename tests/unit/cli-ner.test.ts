import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile } from '@/lib/experiment/import';
import type { Panel } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { findPanel } from '@/lib/panels/index';
import { conll2002 } from '@/lib/panels/ner/formats/conll-2002';
import { readCorpus } from '@/lib/panels/ner/formats/read';
import { spacyJsonl } from '@/lib/panels/ner/formats/spacy-jsonl';
import { writeCorpus } from '@/lib/panels/ner/formats/write';
import { storedCorpus } from '@/lib/panels/ner/own/stored';
import { nerPanel } from '@/lib/panels/ner/panel';
import { killCommands } from '../support/command-line';
import { runAndKill } from '../support/killed-run';
import { harbour, student } from '../support/ner-run';

const panel = nerPanel as unknown as Panel;

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'loupe-cli-ner-'))));
afterAll(async () => {
  killCommands();
  await rm(folder, { recursive: true, force: true });
});

/** Writes both parts of the harbour as files, in two formats. */
async function harbourFiles() {
  const { unlabelled, test } = await harbour.load();
  const parts = [
    { corpus: { ...unlabelled, name: 'harbour' }, format: spacyJsonl },
    { corpus: { ...test, name: 'harbour-test' }, format: conll2002 },
  ];
  return Promise.all(
    parts.map(async ({ corpus, format }) => {
      const { files } = await writeCorpus(corpus, format);
      const [written] = files;
      if (!written) throw new Error('Nothing was written.');
      const name = path.join(folder, written.name);
      await writeFile(name, await written.blob.text());
      return { name, hash: (await storedCorpus(await readCorpus([written]))).hash };
    }),
  );
}

describe('the loop from the command line, on own corpora and an endpoint', { timeout: 600_000 }, () => {
  it('is killed twice, and goes on to its end: no answer that is stored is asked for again', async () => {
    const [sentences, test] = await harbourFiles();
    const experiment = parseExperiment(
      {
        ...{ version: 1, panel: 'ner', seed: 5, model: { engine: 'endpoint', model: 'tiny' } },
        settings: {
          corpus: 'own',
          source: { own: { unlabelled: sentences?.hash, test: test?.hash } },
          rounds: 2,
          retrievals: ['nearest'],
          format: 'free',
          selection: { 'sample-threshold': { threshold: 5 } },
        },
      },
      panel,
    );
    const out = path.join(folder, 'run.jsonl');
    const work = {
      link: encodeLink(experiment, panel),
      options: ['--data', sentences?.name ?? '', '--data', test?.name ?? ''],
      answer: (prompt: string, seed: number) => student(prompt.replaceAll(' .', '.'), seed),
    };
    const { last, asked, inVain } = await runAndKill(out, { calls: 60, inFlight: 4, kills: 2, work });
    expect([last.code, last.err]).toEqual([0, expect.stringContaining('Going on: ')]);
    expect(last.err).toMatch(/harbour: 6 sentences, all of them annotated, 2 labels, fingerprint [0-9a-f]{16}/);
    expect(last.out).toContain('Gold demonstrations, nearest');
    expect(inVain).toBe(0);
    const imported = await importFile(await openAsBlob(out), findPanel);
    if (imported.kind !== 'run') throw new Error('It is no run.');
    const { entries, results, status } = imported.run;
    expect(status).toBe('finished');
    const calls = entries.filter(({ kind }) => kind === 'call').length;
    // What was under way at a kill is asked once more.
    expect(asked - calls).toBeLessThanOrEqual(2 * 4);
    expect(results.filter(({ name }) => name.startsWith('t '))).toHaveLength(4);
  });
});
