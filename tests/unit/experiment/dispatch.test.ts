import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { type Call, createDispatcher } from '@/lib/experiment/dispatch';
import { buildRequest } from '@/lib/experiment/request';
import { type Script, scriptedEngine } from '../../support/scripted-engine';

const echo = (script: Partial<Script>) =>
  scriptedEngine({ answer: request => `${request.messages[0]?.content}!`, ...script });

function setUp(script: Partial<Script>, most?: number) {
  const engine = echo(script);
  const page = new AbortController();
  let losses = 0;
  const dispatcher = createDispatcher(engine, {
    ready: () => engine.load(() => {}, page.signal),
    onLost: () => losses++,
    signal: page.signal,
    ...(most === undefined ? {} : { most }),
  });
  const answers: Record<string, string> = {};
  const send = (prompt: string, more: Partial<Call> = {}) =>
    dispatcher.send({
      request: buildRequest(prompt, {}, { temperature: 0, top_p: 1, max_tokens: 9 }, [prompt], 1),
      order: 0,
      onStart: () => {},
      onText: () => {},
      record: async answer => void (answers[prompt] = answer.text),
      ...more,
    });
  return { engine, page, send, answers, dispatcher, losses: () => losses };
}

const prompts = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);

describe('the dispatcher', () => {
  it('sends calls that become ready together as full batches', async () => {
    const { engine, send, answers } = setUp({ can: { batch: 4 } });
    await Promise.all(prompts(10).map(prompt => send(prompt)));
    expect(engine.batches).toEqual([4, 4, 2]);
    expect(answers['p9']).toBe('p9!');
  });

  it('waits for the answers of a batch to be written down, so that what follows from them is one batch again', async () => {
    const { engine, send } = setUp({ can: { batch: 8 } });
    const slowly = (index: number) => () => new Promise<void>(resolve => setTimeout(resolve, index * 3));
    await Promise.all(
      prompts(4).map(async (prompt, index) => {
        await send(prompt, { record: slowly(index) });
        await send(`${prompt} again`);
      }),
    );
    expect(engine.batches).toEqual([4, 4]);
  });

  it('keeps as many calls under way as the engine takes, and no more', async () => {
    const { engine, send } = setUp({ can: { concurrency: 3 }, delay: () => 2 });
    await Promise.all(prompts(9).map(prompt => send(prompt)));
    expect(engine.mostAtOnce()).toBe(3);
  });

  it('keeps the place of a call until its answer is written down, where calls go one by one', async () => {
    const { engine, send, answers } = setUp({ can: { concurrency: 2 } });
    let unwritten = 0;
    let most = 0;
    const write = (prompt: string) => async () => {
      await new Promise(resolve => setTimeout(resolve, 2));
      answers[prompt] = 'written';
      unwritten--;
    };
    const begin = () => (most = Math.max(most, ++unwritten));
    await Promise.all(prompts(9).map(prompt => send(prompt, { onStart: begin, record: write(prompt) })));
    expect([engine.calls.length, Object.keys(answers).length, most]).toEqual([9, 9, 2]);
  });

  it('sends one call at a time, or as many as it is allowed, whatever the engine takes', async () => {
    for (const most of [1, 3]) {
      const { engine, send } = setUp({ can: { batch: 8, concurrency: 8 }, delay: () => 2 }, most);
      await Promise.all(prompts(9).map(prompt => send(prompt)));
      expect(engine.mostAtOnce()).toBeLessThanOrEqual(most);
      expect(Math.max(...engine.batches, 1)).toBe(most);
    }
  });

  it('fails only the request that is at fault, not its neighbours in the batch', async () => {
    const { send, answers } = setUp({
      can: { batch: 4 },
      onCall: prompt => {
        if (prompt === 'p1') throw new Failure('context-exceeded');
      },
    });
    const ended = await Promise.allSettled(prompts(4).map(prompt => send(prompt)));
    expect(ended.map(end => end.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(ended[1]).toMatchObject({ reason: { kind: 'context-exceeded' } });
    expect(Object.keys(answers).sort()).toEqual(['p0', 'p2', 'p3']);
  });

  it('lets a call join those under way, where the engine takes as many as a batch', async () => {
    const { engine, send } = setUp({ can: { batch: 4, concurrency: 4 }, delay: (_, nth) => (nth === 1 ? 1 : 20) });
    const first = send('p0').then(() => send('p4'));
    await Promise.all([
      first,
      ...prompts(4)
        .slice(1)
        .map(prompt => send(prompt)),
    ]);
    expect(engine.batches).toEqual([4]);
    expect(engine.calls.indexOf('p4')).toBeLessThan(engine.calls.length - 1);
  });

  it('sends the calls that a lost device took along again, in their order, once the engine is ready', async () => {
    const { engine, send, answers, losses } = setUp({
      can: { batch: 4 },
      onCall: (_, nth) => {
        if (nth === 3) throw new Failure('device-lost');
      },
    });
    await Promise.all(prompts(5).map(prompt => send(prompt)));
    expect(engine.batches).toEqual([4, 3]);
    expect(engine.calls).toEqual(['p0', 'p1', 'p2', 'p2', 'p3', 'p4']);
    expect(Object.keys(answers).length).toBe(5);
    expect(losses()).toBe(1);
  });

  it('fails calls under which every device is lost, after three sendings', async () => {
    const { engine, send, losses } = setUp({
      can: { batch: 4 },
      onCall: () => {
        throw new Failure('device-lost');
      },
    });
    const ended = await Promise.allSettled(prompts(4).map(prompt => send(prompt)));
    expect(ended.map(end => end.status === 'rejected' && end.reason.kind)).toEqual(Array(4).fill('device-lost'));
    expect(engine.calls).toEqual(['p0', 'p0', 'p0']);
    expect(losses()).toBe(2);
  });

  it('tells the engine when it is stopped, and refuses what waits', async () => {
    const { engine, page, send, dispatcher } = setUp({ delay: () => 60_000 });
    const sent = prompts(3).map(prompt => send(prompt, { onStart: () => page.abort() }));
    const ended = await Promise.allSettled(sent);
    expect(ended.map(end => end.status === 'rejected' && end.reason.kind)).toEqual(Array(3).fill('cancelled'));
    expect(engine.calls).toEqual(['p0']);
    await dispatcher.idle();
    await expect(send('late')).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('is stopped even by an engine that hangs', async () => {
    const page = new AbortController();
    const hanging = {
      ...echo({}),
      complete: async function* () {
        await new Promise(() => {});
        yield { text: 'never' };
      },
    };
    const dispatcher = createDispatcher(hanging, { ready: async () => {}, signal: page.signal, grace: 20 });
    const request = buildRequest('p', {}, { temperature: 0, top_p: 1, max_tokens: 9 }, ['p'], 1);
    const onStart = () => page.abort();
    const sent = dispatcher.send({ request, order: 0, onStart, onText() {}, record: async () => {} });
    await expect(sent).rejects.toMatchObject({ kind: 'cancelled' });
    await dispatcher.idle();
  });

  it('names an engine that ends in the middle of an answer', async () => {
    const engine = {
      ...echo({}),
      complete: async function* () {
        yield { text: 'half' };
      },
    };
    const { signal } = new AbortController();
    const dispatcher = createDispatcher(engine, { ready: async () => {}, signal });
    const request = buildRequest('p', {}, { temperature: 0, top_p: 1, max_tokens: 9 }, ['p'], 1);
    const call = { request, order: 0, onStart() {}, onText() {}, record: async () => {} };
    await expect(dispatcher.send(call)).rejects.toMatchObject({
      kind: 'unknown',
      detail: expect.stringContaining('middle'),
    });
  });
});
