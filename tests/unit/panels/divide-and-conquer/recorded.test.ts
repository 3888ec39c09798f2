import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { createJournal } from '@/lib/experiment/journal';
import { runExperiment } from '@/lib/experiment/runner';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { readRecorded } from '@/tests/support/recorded';
import { scriptedEngine } from '@/tests/support/scripted-engine';

const folder = 'public/experiments';
const all = JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as { file: string; panel: string }[];
const list = all.filter(({ panel: id }) => id === panel.id);

describe('the recorded experiments of the site', { timeout: 60_000 }, () => {
  it.each(list)('are of the current version and repeat themselves without a call: $file', async ({ file }) => {
    const written = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as { experiment: { panelVersion?: number } };
    expect(written.experiment.panelVersion).toBe(panel.version);
    const { experiment, entries, results } = readRecorded(`${folder}/${file}`);
    expect(written.experiment).toEqual(experiment);
    for (const { path, roles } of entries) {
      expect(roles).toHaveLength(path.length);
      expect(roles).not.toContain('');
    }
    const engine = scriptedEngine({
      answer() {
        throw new Failure('recording-missing');
      },
    });
    const journal = createJournal(entries);
    const outcome = await runExperiment({
      panel,
      experiment,
      openEngine: () => Promise.resolve(engine),
      journal,
      signal: new AbortController().signal,
      onEvent: () => undefined,
    });
    expect(engine.calls).toEqual([]);
    expect(outcome).toEqual({ status: 'finished', results, unanswered: 0 });
    expect(journal.entries()).toEqual(entries);
  });
});
