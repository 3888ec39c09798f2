import { describe, expect, it } from 'vitest';
import { Failure, type FailureKind } from '@/lib/core/failure';
import { random } from '@/lib/core/random';
import type { ChatRequest } from '@/lib/engines/contract';
import { groupBy } from '@/lib/evaluation/group-by';
import { allPairs } from '@/lib/evaluation/paired';
import { createJournal, type Journal } from '@/lib/experiment/journal';
import { requestHash } from '@/lib/experiment/request';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { registry } from '@/lib/panels/divide-and-conquer/registry';
import { storyOf } from '@/lib/panels/divide-and-conquer/story';
import { summaryOf } from '@/lib/panels/divide-and-conquer/summary';
import { usedStrategies } from '@/lib/panels/divide-and-conquer/used';
import { measuredRun } from '@/tests/support/measured';
import { panelExperiment, perfectAnswers, runPanel, type Settings } from '@/tests/support/panel-run';

/** Many small problems of every task, with every strategy. */
const settingsOf: Record<string, Settings> = {
  multiplication: { task: 'multiplication', problems: 'drawn', digits: ['3'], count: 12, leaf: 1, samples: 3 },
  addition: { task: 'addition', problems: 'drawn', digits: ['4'], count: 12, leaf: 1, samples: 3 },
  hallucination: { task: 'hallucination', problems: 'drawn', count: 8, samples: 3, breadth: 2, votes: 2 },
  misinformation: { task: 'misinformation', problems: 'drawn', count: 8, samples: 3, breadth: 2, votes: 2 },
  own: { task: 'own', problems: 'drawn', repeats: 8, samples: 3, breadth: 2, votes: 2 },
};
const strategies = registry.strategies.map(({ id }) => id);

/** Fails about one call in `every`; which ones follows from their requests, each of which has a seed of its own. */
const isSpoiled = (request: ChatRequest, every: number): boolean => random(request.seed ^ 0x5eed).next() < 1 / every;

interface Serving {
  settings: Settings;
  every: number;
  kind?: FailureKind;
  journal?: Journal;
  /** Of the answers that come. */
  other?: (prompt: string) => string | undefined;
}

/** A server that is always right, of whose answers some do not come. `sent` are the hashes of what it was asked. */
async function serve({ settings, every, kind = 'endpoint-protocol', journal, other }: Serving) {
  const sent: string[] = [];
  const perfect = await perfectAnswers(panelExperiment({ ...settings, strategies }));
  const run = await runPanel({
    settings: { strategies, ...settings },
    ...(journal && { journal }),
    script: {
      can: { concurrency: 8 },
      answer(request) {
        sent.push(requestHash(request));
        if (isSpoiled(request, every)) throw new Failure(kind, 'The answer ended before it was finished.');
        const prompt = request.messages.at(-1)?.content ?? '';
        return other?.(prompt) ?? perfect(prompt);
      },
    },
  });
  return { ...run, sent, ...measuredRun(run) };
}

const recordOf = ({ experiment, outcome, entries }: Awaited<ReturnType<typeof serve>>) => ({
  ...{ experiment, results: outcome.results, entries, environment: {}, createdAt: 0 },
});

describe('a server that is always right, with one answer in ten cut off', () => {
  it('is asked about every task', () => {
    expect(Object.keys(settingsOf).sort()).toEqual(registry.tasks.map(({ id }) => id).sort());
  });

  it.each(Object.keys(settingsOf))('is right in all that it answered, by every strategy: %s', async task => {
    const run = await serve({ settings: settingsOf[task]!, every: 10 });
    expect(run.measured.map(([strategy]) => strategy)).toEqual(
      usedStrategies(run.experiment.settings).map(({ id }) => id),
    );
    let missing = 0;
    for (const [strategy, { score, trials, correct, checked, failed, unanswered, detection }] of run.measured) {
      missing += unanswered.trials;
      expect([strategy, correct, checked, failed]).toEqual([strategy, trials, trials, 0]);
      expect([strategy, score?.share ?? 1, detection?.f1.value ?? 1]).toEqual([strategy, 1, 1]);
      if (unanswered.trials > 0)
        expect(unanswered.kinds).toEqual([{ kind: 'endpoint-protocol', trials: unanswered.trials }]);
    }
    expect(missing).toBeGreaterThan(0);
    expect(run.outcome.status).toBe('incomplete');
    expect(run.outcome.unanswered).toBeGreaterThanOrEqual(missing);
    expect(run.trials.filter(({ error }) => error)).toEqual([]);
  });

  it.each(Object.keys(settingsOf))(
    'is asked again only what it did not answer, and then all is right: %s',
    async task => {
      const first = await serve({ settings: settingsOf[task]!, every: 10 });
      const answered = new Set(first.calls.map(({ hash }) => hash));
      const again = await serve({
        settings: settingsOf[task]!,
        every: Infinity,
        journal: createJournal(first.entries),
      });
      expect(again.sent.length).toBeGreaterThanOrEqual(first.outcome.unanswered);
      expect(again.sent.filter(hash => answered.has(hash))).toEqual([]);
      expect(again.outcome).toMatchObject({ status: 'finished', unanswered: 0 });
      const whole = await serve({ settings: settingsOf[task]!, every: Infinity });
      expect(again.outcome).toEqual(whole.outcome);
      expect(again.trials.every(({ correct }) => correct)).toBe(true);
    },
  );

  it('casts no smaller vote: a chain that did not come leaves the vote open', async () => {
    const { trials } = await serve({ settings: { ...settingsOf['addition'], strategies: ['cot-sc'] }, every: 4 });
    expect(trials.some(({ result }) => 'failure' in result)).toBe(true);
    for (const { result, cost } of trials) if ('answer' in result) expect(cost.calls).toBe(3);
  });
});

describe('a trial with a call that was spoiled and an answer that cannot be read', () => {
  it('was not answered, whichever of them stands first', async () => {
    const settings = { a: '4821', b: '9170', leaf: 2, strategies: ['divide-and-conquer'] };
    for (const [unreadable, cut] of [
      ['What is 48 * 91', 'What is 21 * 70'],
      ['What is 21 * 70', 'What is 48 * 91'],
      ['Split the digits of 4821', 'Split the digits of 9170'],
      ['Split the digits of 9170', 'Split the digits of 4821'],
    ] as const) {
      const { trials } = await serve({
        settings,
        every: Infinity,
        other(prompt) {
          if (prompt.startsWith(cut)) throw new Failure('timed-out');
          return prompt.startsWith(unreadable) ? 'I would rather not.' : undefined;
        },
      });
      expect(trials).toMatchObject([{ correct: null, error: null, result: { failure: { kind: 'timed-out' } } }]);
    }
  });
});

describe('a server that answers nothing', () => {
  const nothing = () => serve({ settings: settingsOf['multiplication']!, every: 1, kind: 'endpoint-busy' });

  it('has no score and no figure', async () => {
    const { measured, outcome } = await nothing();
    expect(outcome.status).toBe('incomplete');
    for (const [, all] of measured) {
      expect(all).toMatchObject({ trials: 0, checked: 0, correct: 0, failed: 0, score: null, editDistance: null });
      expect(all).toMatchObject({ calls: null, promptTokens: null, criticalPath: null, perSolved: null });
      expect(all.unanswered).toEqual({ trials: 12, kinds: [{ kind: 'endpoint-busy', trials: 12 }] });
    }
  });

  it('is compared with nothing', async () => {
    const { trials } = await nothing();
    for (const { n, unanswered, verdict } of allPairs(groupBy(trials, ({ strategy }) => strategy))) {
      expect([n, unanswered, verdict]).toEqual([0, 12, 'not enough answered']);
    }
  });

  it('says so in the list, the table, the story and the summary', async () => {
    const run = await nothing();
    const { experiment, outcome, entries, measured } = run;
    expect(divideAndConquerPanel.score(experiment, outcome.results)).toBe(`${12 * measured.length} not answered`);
    const { columns, rows } = await divideAndConquerPanel.table(experiment, outcome.results, entries);
    const cells = (title: string) => [...new Set(rows.map(row => row[columns.indexOf(title)]))];
    expect([cells('n'), cells('Not answered'), cells('Correct %'), cells('95 % interval')]).toEqual([
      ['0'],
      ['12'],
      ['none'],
      ['none'],
    ]);
    expect(summaryOf(recordOf(run), 'npm run experiment').rows).toEqual([]);
  });

  it('makes no ending of a story wrong', async () => {
    const settings = { a: '48', b: '97', leaf: 1, strategies: ['io', 'divide-and-conquer'] };
    const other = (prompt: string) => {
      if (/What is 4 \* 9\?|48 \* 97/.test(prompt)) throw new Failure('endpoint-busy');
      return undefined;
    };
    const story = storyOf(recordOf(await serve({ settings, every: Infinity, other })));
    expect(story?.endings.map(({ answer, isRight }) => [answer, isRight])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(story?.root.children.map(({ verdict }) => verdict)).not.toContain('entered');
  });
});
