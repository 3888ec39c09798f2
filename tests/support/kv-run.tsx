import type { KvRun } from '@/components/kv-cache/view-state';
import { recordedRun } from '@/components/trace/live-run';
import { encodeBytes } from '@/lib/core/base64';
import type { Json } from '@/lib/core/json';
import { encodeVector } from '@/lib/core/vectors';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal } from '@/lib/experiment/journal';
import { runExperiment } from '@/lib/experiment/runner';
import { parseExperiment } from '@/lib/experiment/spec';
import { createKvPanel } from '@/lib/panels/kv-cache/panel';
import { registry } from '@/lib/panels/kv-cache/registry';
import type { TrialInput } from '@/lib/transformer/instruments/cache-trial/input';
import type { ArmValue, TrialValue } from '@/lib/transformer/instruments/cache-trial/value';
import { withPage } from './page-store';
import { scriptedEngine } from './scripted-engine';

/** A text of 40 tokens, of which 24 are the prompt, for a model of 2 layers with 2 KV heads. */
export const shape = { layers: 2, kvHeads: 2, prompt: 24, continuation: 16 };
const heads = shape.layers * shape.kvHeads;
const read = shape.prompt + shape.continuation - 1;
const pageBytes = 1024;

const texts = ['one', 'two'].map(id => ({
  id,
  title: `Text ${id}`,
  text: 'a text',
  promptTokens: null,
  answer: '42',
}));

export const kvPanel = createKvPanel({
  ...registry,
  textSets: [
    {
      id: 'fixture',
      title: 'Fixture',
      about: 'Two texts.',
      models: [{ engine: 'embedded', model: 'loupe-english' }],
      load: async () => texts,
      isRight: written => !written.includes('x'),
    },
  ],
});

/** Keeps everything at ratio 1 and in the full cache; else head h of a layer keeps the newest tokens, twice as many in the second head. */
function armOf({ policy, budget }: TrialInput['arms'][number], { film, writes }: TrialInput): ArmValue {
  if (policy === 'h2o') return { failure: { kind: 'bound-reached', detail: 'the planned failure' } };
  const isFull = policy === 'full';
  const kept = (head: number) =>
    isFull || budget.kind !== 'ratio'
      ? read
      : Math.min(read, Math.floor((((head % 2) + 1) * read) / budget.ratio / 1.5));
  const steps = Array.from({ length: shape.continuation }, (_, step) => step);
  const lostAt = new Uint16Array(heads * read).fill(0xffff);
  for (let head = 0; head < heads; head++)
    for (let token = 0; token < read - kept(head); token++)
      lostAt[head * read + token] = Math.max(0, token + kept(head) - shape.prompt);
  const slots = (head: number, step: number) =>
    Array.from({ length: shape.prompt + step }, (_, token) => token).filter(
      token => (lostAt[head * read + token] ?? 0) > step,
    ).length;
  const all = Array.from({ length: heads }, (_, head) => head);
  const sum = (values: number[]) => values.reduce((total, one) => total + one, 0);
  return {
    logprobs: encodeVector(steps.map(() => (isFull ? -0.1 : -0.3))),
    bytes: encodeVector(steps.map(step => pageBytes * sum(all.map(head => Math.ceil(slots(head, step) / 16))))),
    kl: encodeVector(steps.map(step => (isFull ? 0 : step / 10))),
    agrees: steps.map(step => (isFull || step % 2 === 0 ? '1' : '0')).join(''),
    slots: [0, 1].map(layer => [0, 1].map(head => slots(layer * 2 + head, read - shape.prompt))),
    meanSlots: encodeVector(steps.map(step => sum(all.map(head => slots(head, step))) / heads)),
    pagesUnmoved: [
      [3, 3],
      [3, 3],
    ],
    ...(writes && {
      written: isFull ? tokens.slice(shape.prompt) : ['w0', 'w1', 'w2', 'x3', 'x4'],
      divergesAt: isFull ? null : 3,
    }),
    ...(film && {
      film: {
        tokens: read,
        lostAt: encodeBytes(new Uint8Array(lostAt.buffer)),
        attention: encodeBytes(Uint8Array.from(lostAt, (_, i) => i % 256)),
      },
    }),
  };
}

const tokens = [
  ...Array.from({ length: shape.prompt }, (_, i) => `p${i}`),
  ...Array.from({ length: shape.continuation }, (_, i) => `w${i}`),
];

export const trialValue = (input: TrialInput): TrialValue => ({
  ...{ layers: shape.layers, kvHeads: shape.kvHeads, heads: 2, headDim: 4, tokens, promptTokens: shape.prompt },
  learned: null,
  end: 'length',
  full: {
    logprobs: encodeVector(tokens.slice(shape.prompt).map(() => -0.1)),
    bytes: encodeVector(
      Array.from(
        { length: shape.continuation },
        (_, step) => pageBytes * heads * Math.ceil((shape.prompt + step) / 16),
      ),
    ),
  },
  arms: input.arms.map(arm => armOf(arm, input)),
});

/** A recorded run of the panel over two texts, as its page shows it. */
export async function kvView(settings: object = {}): Promise<KvRun> {
  const experiment = parseExperiment(
    {
      ...{ version: 1, panel: 'kv-cache' },
      settings: { texts: 'fixture', count: 2, policies: ['full', 'streaming-llm'], ratios: ['2', '4'], ...settings },
    },
    kvPanel,
  );
  const engine = scriptedEngine({
    answer: () => '',
    measure: ({ input }) => trialValue(input as unknown as TrialInput) as unknown as Json,
  });
  const journal = createJournal();
  const events: RunEvent[] = [];
  const outcome = await runExperiment({
    ...{ panel: kvPanel, experiment, journal },
    openEngine: () => Promise.resolve(engine),
    signal: new AbortController().signal,
    onEvent: event => void events.push(event),
  });
  const units = events.flatMap(event => (event.type === 'phase-started' ? event.units : []));
  return {
    ...{ id: null, title: '', sentence: '', createdAt: 1, experiment, environment: {}, status: 'recorded' },
    live: recordedRun(units, journal, outcome.results, outcome.unanswered),
    ...{ failure: null, plan: null, elapsed: 0, replayedUnits: 0 },
  };
}

/** What surrounds the views on the page. */
export const kvPage = () => withPage(kvPanel, {});
