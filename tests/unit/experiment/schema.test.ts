import { describe, expect, it } from 'vitest';
import type { Json, JsonSchema } from '@/lib/core/json';
import type { ChatRequest } from '@/lib/engines/contract';
import { createRecordedEngine } from '@/lib/engines/recorded';
import { schemaBounds } from '@/lib/experiment/bounds';
import type { CallEntry } from '@/lib/experiment/entry';
import { entrySchema } from '@/lib/experiment/entry-schema';
import { createJournal, type Journal } from '@/lib/experiment/journal';
import { requestHash } from '@/lib/experiment/request';
import { runExperiment } from '@/lib/experiment/runner';
import { type Script, scriptedEngine } from '../../support/scripted-engine';
import { sumExperiment, sums } from './sums';

const schema: JsonSchema = { type: 'array', items: { type: 'object', maxProperties: 1 } };

/** Runs a program of one call that gives a schema. */
async function run(engine: ReturnType<typeof createRecordedEngine>, journal: Journal, given: JsonSchema = schema) {
  const { results } = await runExperiment({
    panel: {
      ...sums,
      phases: [{ name: 'only', units: () => [{ name: 'unit', input: null }] }],
      run: async (_unit, _experiment, scope): Promise<Json> => (await scope.ask('who?', { schema: given })).text,
    },
    experiment: sumExperiment(),
    openEngine: async () => engine,
    journal,
    signal: new AbortController().signal,
    onEvent: () => {},
  });
  return results[0];
}

/** An engine that writes down what it is sent. */
function engineOf(can: Script['can']) {
  const sent: ChatRequest[] = [];
  const answer = (request: ChatRequest) => {
    sent.push(request);
    return '[]';
  };
  return { engine: scriptedEngine({ answer, can }), sent };
}

const onlyCall = (journal: Journal): CallEntry => journal.entries()[0] as CallEntry;

describe('a call with a schema', () => {
  it.each([1, 4])('is sent with it to an engine that can hold its model to one (batches of %i)', async batch => {
    const { engine, sent } = engineOf({ schema: true, batch });
    const journal = createJournal();
    expect((await run(engine, journal))?.value).toBe('[]');
    expect(sent.map(request => request.schema)).toEqual([schema]);
    expect(onlyCall(journal).request.schema).toEqual(schema);
  });

  it.each([1, 4])('is sent and journaled without it where the engine cannot (batches of %i)', async batch => {
    const { engine, sent } = engineOf({ schema: false, batch });
    const journal = createJournal();
    expect((await run(engine, journal))?.value).toBe('[]');
    const { request, hash } = onlyCall(journal);
    for (const each of [...sent, request]) expect(each).not.toHaveProperty('schema');
    expect(hash).toBe(requestHash(request));
  });

  it.each([true, false])('is not asked again over its journal (the engine can: %s)', async can => {
    const journal = createJournal();
    await run(engineOf({ schema: can }).engine, journal);
    const { engine, sent } = engineOf({ schema: can });
    expect((await run(engine, journal))?.value).toBe('[]');
    expect(sent).toEqual([]);
  });

  it.each([true, false])('is answered from a recording, which says what was sent (the engine can: %s)', async can => {
    const journal = createJournal();
    await run(engineOf({ schema: can }).engine, journal);
    const replay = createJournal();
    expect((await run(createRecordedEngine([onlyCall(journal)]), replay))?.value).toBe('[]');
    expect(onlyCall(replay).request).toEqual(onlyCall(journal).request);
  });

  it('is read back from its journal as it was written', async () => {
    const journal = createJournal();
    await run(engineOf({ schema: true }).engine, journal);
    const written: unknown = JSON.parse(JSON.stringify(onlyCall(journal)));
    expect(entrySchema.parse(written)).toEqual(onlyCall(journal));
  });

  it('is refused as a fault of the program where its schema is larger than a journal takes', async () => {
    const { engine, sent } = engineOf({ schema: true });
    const large = { enum: ['x'.repeat(schemaBounds.text + 1)] };
    expect((await run(engine, createJournal(), large))?.failure?.kind).toBe('unknown');
    expect(sent).toEqual([]);
  });
});

describe('an entry from outside', () => {
  const large = { enum: Array.from({ length: schemaBounds.values }, () => 1) };
  let deep: Json = {};
  for (let depth = 0; depth < schemaBounds.depth; depth++) deep = { not: deep };

  it.each<[string, unknown]>([
    ['is no object', 'array'],
    ['is a list', [schema]],
    ['is null', null],
    ['has too many values', large],
    ['is too deep', deep],
    ['has a forbidden key', JSON.parse('{"properties": {"__proto__": {}}}')],
  ])('is refused where its schema %s', async (_what, odd) => {
    const journal = createJournal();
    await run(engineOf({ schema: true }).engine, journal);
    const { request, ...entry } = onlyCall(journal);
    const changed = { ...request, schema: odd } as ChatRequest;
    expect(entrySchema.safeParse({ ...entry, request: changed, hash: requestHash(changed) }).success).toBe(false);
  });
});
