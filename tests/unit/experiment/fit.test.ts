import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/core/json';
import { toJson } from '@/lib/core/to-json';
import type { Engine } from '@/lib/engines/contract';
import { bounds, valueBounds } from '@/lib/experiment/bounds';
import type { JournalEntry } from '@/lib/experiment/entry';
import { exportSmallRun, runBlob } from '@/lib/experiment/file';
import { fitEntry } from '@/lib/experiment/fit';
import { importFile } from '@/lib/experiment/import';
import { createJournal } from '@/lib/experiment/journal';
import type { Panel } from '@/lib/experiment/panel';
import { requestHash, textsHash } from '@/lib/experiment/request';
import type { Run } from '@/lib/experiment/run';
import { runExperiment } from '@/lib/experiment/runner';
import { defaultExperiment } from '@/lib/experiment/spec';
import { scriptedEngine } from '../../support/scripted-engine';
import { finishedRun } from './finished';
import { sums } from './sums';

/** Texts with lone surrogates, control characters and names that objects have of their own. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('\ud800', '\udfff\ud800', '\u0000\n', '__proto__', 'constructor', '', 'x'.repeat(400)),
);
const number = fc.oneof(
  fc.double(),
  fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e308, -1e308, 2 ** 53, 0.1 + 0.2, -1),
);
/** What a program may hand over although its type does not say so. */
const anything = fc.anything({ values: [text, number, fc.constant(undefined), fc.constant(null), fc.bigInt()] });
const truth = fc.option(anything, { nil: undefined });
const place = fc
  .array(fc.tuple(text, text), { maxLength: 80 })
  .map(names => ({ path: names.map(([name]) => name), roles: names.map(([, role]) => role) }));

const call = fc
  .record({
    place,
    messages: fc.array(fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), content: text }), {
      maxLength: 3,
    }),
    numbers: fc.tuple(number, number, number, number, number, number, number, number, number),
    texts: fc.tuple(text, text),
    stop: fc.array(text, { maxLength: 6 }),
    schema: fc.option(fc.oneof(fc.jsonValue(), fc.constant({ type: 'array' })), { nil: undefined }),
    parsed: anything,
    truth,
    logprobs: fc.option(fc.array(fc.record({ token: text, logprob: number })), { nil: undefined }),
    failure: fc.option(fc.record({ kind: text, detail: text }), { nil: undefined }),
  })
  .map(({ place, messages, numbers, texts, stop, schema, logprobs, failure, ...values }) => {
    const [max_tokens, temperature, top_p, seed, first_token_ms, total_ms, queue_ms, prompt_tokens, completion_tokens] =
      numbers;
    const request = {
      messages,
      max_tokens,
      temperature,
      top_p,
      seed,
      stop,
      logprobs: false,
      ...(schema !== undefined && { schema }),
    };
    return {
      kind: 'call',
      ...place,
      hash: requestHash(request as never),
      request,
      text: texts[0],
      ...values,
      finish_reason: 'stop',
      usage: { prompt_tokens, completion_tokens },
      timings: { first_token_ms, total_ms, queue_ms },
      engine: texts[1],
      ...(logprobs && { logprobs }),
      ...(failure && { failure }),
    } as unknown as JournalEntry;
  });

const value = fc
  .record({ place, value: anything, truth })
  .map(({ place, ...rest }) => ({ kind: 'value', ...place, ...rest }) as unknown as JournalEntry);

const embedding = fc
  .record({ place, texts: fc.array(text, { maxLength: 3 }), total_ms: number, engine: text })
  .map(({ place, texts, ...rest }) => {
    const vectors = texts.map(() => 'AACAPw==');
    return { kind: 'embedding', ...place, hash: textsHash(texts), texts, vectors, ...rest } as JournalEntry;
  });

/** A panel whose results may be anything. */
const open: Panel = { ...sums, readResult: value => value };
const lookup = async (id: string) => (id === open.id ? open : undefined);

describe('what is written of any run', () => {
  const run = fc.record({
    title: text,
    createdAt: number,
    environment: fc.dictionary(text, text),
    entries: fc.array(fc.oneof(call, value, embedding), { maxLength: 6 }),
    results: fc.array(
      fc.oneof(
        fc.record({ name: text, value: anything }),
        fc.record({ name: text, failure: fc.record({ kind: text, detail: text }) }),
      ),
      { maxLength: 3 },
    ),
  });

  it('is read back, as lines and as one JSON value, and written again it is the same', async () => {
    await fc.assert(
      fc.asyncProperty(run, async written => {
        const whole = { ...written, experiment: defaultExperiment(open), status: 'finished' } as unknown as Run;
        const lines = await importFile(await runBlob(whole), lookup);
        const json = await importFile(exportSmallRun(whole), lookup);
        if (lines.kind !== 'run') throw new Error('no run');
        expect(json).toEqual(lines);
        expect([lines.torn, lines.unread]).toEqual([undefined, undefined]);
        expect(lines.run.entries).toHaveLength(written.entries.length);
        expect(lines.run.results).toHaveLength(written.results.length);
        expect(await importFile(await runBlob(lines.run), lookup)).toEqual(lines);
      }),
      { numRuns: 60 },
    );
  });

  it('is what it was where it is within the bounds', async () => {
    const { entries } = await finishedRun();
    expect(entries.map(fitEntry)).toEqual(entries);
  });

  it('keeps the hash of a request that was changed by hand, so that a reader tells', async () => {
    const { entries } = await finishedRun();
    const [first] = entries.flatMap(entry => (entry.kind === 'call' ? [entry] : []));
    const forged = { ...first!, hash: '0123456789abcdef' };
    expect(fitEntry(forged)).toEqual(forged);
  });
});

describe('a run of a program and an engine that hand over what JSON cannot hold', () => {
  const engine: Engine = {
    id: 'odd/engine',
    environment: {},
    can: { logprobs: true, seed: true, schema: false, concurrency: 1, batch: 1, context: null },
    load: () => Promise.resolve(),
    dispose: () => Promise.resolve(),
    async *complete() {
      yield { text: '7\ud800', logprobs: [{ token: '7', logprob: -Infinity }] };
      const timings = { first_token_ms: NaN, total_ms: -3, queue_ms: Infinity };
      const usage = { prompt_tokens: NaN, completion_tokens: 1.5 };
      yield { text: '', end: { finish_reason: 'stop' as const, usage, timings } };
    },
  };
  const panel: Panel = {
    ...open,
    async run(_unit, _experiment, scope) {
      const { parsed } = await scope.ask('count', { parse: () => [undefined, NaN, { deep: undefined }] as never });
      scope.emit('odd', Infinity as Json);
      return { parsed, nothing: undefined, far: -Infinity } as unknown as Json;
    },
  };
  const execute = async (journal = createJournal()) => {
    const outcome = await runExperiment({
      panel,
      experiment: defaultExperiment(panel),
      openEngine: async () => engine,
      journal,
      signal: new AbortController().signal,
      onEvent: () => {},
    });
    return { journal, outcome };
  };

  it('comes back from its file as it was, and repeats itself from its journal', async () => {
    const { journal, outcome } = await execute();
    expect(outcome.results[0]).toEqual({ name: 'sum 1', value: { parsed: [null, null, {}], far: null } });
    const run = {
      ...{ title: '', createdAt: 0, environment: {}, status: 'finished' as const },
      ...{ experiment: defaultExperiment(panel), entries: journal.entries(), results: outcome.results },
    };
    expect(await importFile(await runBlob(run), lookup)).toEqual({ kind: 'run', run });
    const again = await execute(createJournal(journal));
    expect(again.outcome).toEqual(outcome);
    expect(again.journal.entries()).toEqual(journal.entries());
  });
});

describe('a prompt that no journal takes', () => {
  it('fails by name before it is sent', async () => {
    const panel: Panel = {
      ...open,
      run: async (_unit, _experiment, scope) => (await scope.ask('x'.repeat(bounds.text + 1))).text,
    };
    const silent = scriptedEngine({ answer: () => '' });
    const { results } = await runExperiment({
      panel,
      experiment: defaultExperiment(panel),
      openEngine: async () => silent,
      journal: createJournal(),
      signal: new AbortController().signal,
      onEvent: () => {},
    });
    expect(results.map(({ failure }) => failure?.kind)).toEqual(Array(3).fill('context-exceeded'));
    expect(silent.calls).toEqual([]);
  });
});

describe('any value as JSON', () => {
  it('is what JSON gives back', () => {
    fc.assert(
      fc.property(anything, any => {
        const json = toJson(any, valueBounds);
        expect(JSON.parse(JSON.stringify(json))).toEqual(json);
      }),
    );
  });

  it('is itself where it was JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), any => {
        fc.pre(!JSON.stringify(any).includes('__proto__'));
        expect(toJson(any, valueBounds)).toEqual(JSON.parse(JSON.stringify(any)));
      }),
    );
  });

  it('ends at its bounds, also where it holds itself', () => {
    const loop: { a?: unknown; b?: unknown } = {};
    loop.a = loop;
    loop.b = [loop, loop];
    expect(JSON.stringify(toJson(loop, { depth: 30, values: 1000, text: 100 })).length).toBeLessThan(20_000);
    expect(toJson([[['deep']]], { depth: 2, values: 10, text: 10 })).toEqual([[null]]);
    expect(toJson(['abc', 'def', 'g'], { depth: 2, values: 10, text: 5 })).toEqual(['abc', 'de', '']);
    expect(toJson([1, 2, 3, 4], { depth: 2, values: 3, text: 5 })).toEqual([1, 2]);
  });
});
