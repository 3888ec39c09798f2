import { afterEach, describe, expect, it } from 'vitest';
import { random } from '@/lib/core/random';
import type { ChatDelta } from '@/lib/engines/contract';
import { createEndpointEngine, type EndpointOptions, listModels } from '@/lib/engines/endpoint';
import type { Send } from '@/lib/engines/endpoint/send';
import { sendByNode } from '../../../scripts/experiment/send';
import { type Behaviour, event, type ProtocolServer, startServer, streamAnswer, wait } from './protocol-server';
import { ask, collect, failureOf, never } from './requests';

let server: ProtocolServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const quick = { base_ms: 5, random: random(1) };

/** The engine goes by `fetch` in browsers, and by `node:http` from the command line. */
const ways: [string, Send | undefined][] = [
  ['fetch', undefined],
  ['node:http', sendByNode(64)],
];

describe.each(ways)('by %s', (_name, send) => {
  async function engineFor(behave: Behaviour, options: Partial<EndpointOptions> = {}) {
    server = await startServer(behave);
    const engine = createEndpointEngine({
      baseUrl: server.baseUrl,
      model: 'tiny',
      retry: quick,
      idle_ms: 5_000,
      ...(send && { send }),
      ...options,
    });
    return { engine, server };
  }

  describe('an endpoint that answers', () => {
    it('streams the text, the logprobs, the usage and how it ended', async () => {
      const { engine, server } = await engineFor((_, response) => {
        response.setHeader('content-type', 'text/event-stream');
        const logprobs = { content: [{ token: '4', logprob: -0.25, bytes: [52], top_logprobs: [] }] };
        response.write(event({ role: 'assistant' }));
        response.write(event({ content: '4' }, {}, { logprobs }));
        response.write(event({ content: '2' }, {}, { finish_reason: 'length' }));
        response.end(`data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2}}\n\ndata: [DONE]\n\n`);
      });
      const { text, pieces, end } = await collect(engine.complete(ask('6*7', { logprobs: true, stop: ['\n'] }), never));
      expect(text).toBe('42');
      expect(pieces[0]?.logprobs).toEqual([{ token: '4', logprob: -0.25 }]);
      expect(end.finish_reason).toBe('length');
      expect(end.usage).toEqual({ prompt_tokens: 9, completion_tokens: 2 });
      expect(end.timings.total_ms).toBeGreaterThanOrEqual(end.timings.first_token_ms);
      expect(server.seen[0]?.body).toMatchObject({
        model: 'tiny',
        stream: true,
        stream_options: { include_usage: true },
        temperature: 0,
        seed: 1,
        stop: ['\n'],
        logprobs: true,
      });
    });

    it('reads a stream that is cut at every byte, with CRLF and comments between', async () => {
      const stream = (
        ': ping\r\n\r\n' +
        event({ content: 'π × ' }) +
        event({ content: '😀' }, {}, { finish_reason: 'stop' }) +
        'data: [DONE]\n\n'
      ).replaceAll(/(?<!\r)\n/g, '\r\n');
      const { engine } = await engineFor(async (_, response) => {
        response.setHeader('content-type', 'text/event-stream');
        response.socket?.setNoDelay(true);
        for (const byte of Buffer.from(stream)) {
          response.write(Buffer.of(byte));
          await new Promise(setImmediate);
        }
        response.end();
      });
      expect((await collect(engine.complete(ask('x'), never))).text).toBe('π × 😀');
    });

    it('says that tokens are counted as pieces where the server reports none', async () => {
      const { engine } = await engineFor((_, response) => {
        response.setHeader('content-type', 'text/event-stream');
        response.end(
          event({ content: 'a' }) + event({ content: 'b' }, {}, { finish_reason: 'stop' }) + 'data: [DONE]\n\n',
        );
      });
      const { end } = await collect(engine.complete(ask('x'), never));
      expect(end.usage).toEqual({ prompt_tokens: 0, completion_tokens: 2, counted: 'pieces' });
      expect(engine.environment.usage).toContain('pieces');
    });

    it('takes an answer that is not streamed', async () => {
      const { engine } = await engineFor((_, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({
            choices: [{ message: { content: '42' }, finish_reason: 'stop' }],
            usage: { prompt_tokens: 3, completion_tokens: 1 },
          }),
        );
      });
      const { text, end } = await collect(engine.complete(ask('x'), never));
      expect(text).toBe('42');
      expect(end.usage).toEqual({ prompt_tokens: 3, completion_tokens: 1 });
    });

    it('has eight calls under way at once once the first is answered, never more', async () => {
      let all = () => {};
      const eight = new Promise<void>(resolve => (all = resolve));
      const { engine, server } = await engineFor(async (_, response, nth) => {
        if (nth === 9) all();
        if (nth > 1) await eight;
        streamAnswer(response, ['ok']);
      });
      await Promise.all(Array.from({ length: 24 }, (_, i) => collect(engine.complete(ask(`${i}`), never))));
      expect(server.seen).toHaveLength(24);
      expect(server.most()).toBe(8);
    });

    it('lists its models', async () => {
      const { server } = await engineFor(() => {});
      expect(await listModels({ baseUrl: server.baseUrl }, never)).toEqual(['tiny', 'small']);
    });
  });

  describe('an endpoint in trouble', () => {
    it('is asked again after 429 and 5xx, and the answer is whole', async () => {
      const { engine, server } = await engineFor((_, response, nth) => {
        if (nth === 1) response.writeHead(429, { 'retry-after': '0' }).end();
        else if (nth === 2) response.writeHead(500).end('oops');
        else if (nth === 3) response.socket?.destroy();
        else streamAnswer(response, ['o', 'k']);
      });
      expect((await collect(engine.complete(ask('x'), never))).text).toBe('ok');
      expect(server.seen).toHaveLength(4);
    });

    it('waits as long as Retry-After says', async () => {
      const { engine } = await engineFor((_, response, nth) => {
        if (nth === 1) response.writeHead(503, { 'retry-after': '0.2' }).end();
        else streamAnswer(response, ['ok']);
      });
      const started = performance.now();
      await collect(engine.complete(ask('x'), never));
      expect(performance.now() - started).toBeGreaterThan(190);
    });

    it('is given up once it has been busy for too long, after a handful of tries', async () => {
      const { engine, server } = await engineFor(
        (_, response) => void response.writeHead(429).end('{"error":{"message":"slow down"}}'),
        { retry: { ...quick, patience_ms: 200 } },
      );
      const failure = await failureOf(collect(engine.complete(ask('x'), never)));
      expect(failure.kind).toBe('endpoint-down');
      expect(failure.detail).toContain('slow down');
      expect(server.seen.length).toBeLessThan(10);
    });

    it('is asked again where an answer broke off, and the pieces that came are void', async () => {
      const { engine, server } = await engineFor(async (_, response, nth) => {
        if (nth > 1) return streamAnswer(response, ['wh', 'ole']);
        response.setHeader('content-type', 'text/event-stream');
        response.write(event({ content: 'half' }));
        await wait(20);
        response.socket?.destroy();
      });
      const deltas: ChatDelta[] = [];
      for await (const delta of engine.complete(ask('x'), never)) deltas.push(delta);
      expect(deltas.map(({ text, restarts }) => (restarts ? 'again' : text)).filter(Boolean)).toEqual([
        ...['half', 'again'],
        ...(deltas.some(({ text }) => text === 'whole') ? ['whole'] : ['wh', 'ole']),
      ]);
      expect(server.seen).toHaveLength(2);
    });

    it('is named cut, and not unreachable, where every answer breaks off with its connection', async () => {
      const { engine } = await engineFor(async (_, response) => {
        response.setHeader('content-type', 'text/event-stream');
        response.write(event({ content: 'half' }), () => response.socket?.destroy());
      });
      expect((await failureOf(collect(engine.complete(ask('x'), never)))).kind).toBe('endpoint-cut');
    });

    it('is named unauthorised on 401 and 403, at the first try', async () => {
      for (const status of [401, 403]) {
        const { engine, server } = await engineFor((_, response) => void response.writeHead(status).end());
        expect((await failureOf(collect(engine.complete(ask('x'), never)))).kind).toBe('endpoint-unauthorised');
        expect(server.seen).toHaveLength(1);
        await server.close();
      }
    });

    it("is named refused on other 4xx, with the server's words as plain, short text", async () => {
      const { engine } = await engineFor((_, response) => {
        response.writeHead(404, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({
            error: { message: `no such model\n\u001b[31m ${'x'.repeat(1_000)}`, code: 'model_not_found' },
          }),
        );
      });
      const failure = await failureOf(collect(engine.complete(ask('x'), never)));
      expect(failure.kind).toBe('endpoint-refused');
      expect(failure.detail).toContain('(404): no such model');
      expect(failure.detail.length).toBeLessThan(330);
      expect(failure.detail).not.toMatch(/\p{Cc}/u);
    });

    it('is named context-exceeded where it says so', async () => {
      const { engine } = await engineFor((_, response) => {
        response.writeHead(400).end('{"message":"This model\'s maximum context length is 16 tokens.","code":400}');
      });
      expect((await failureOf(collect(engine.complete(ask('x'), never)))).kind).toBe('context-exceeded');
    });

    it('is named unreachable where nobody listens', async () => {
      const { engine, server } = await engineFor(() => {});
      await server.close();
      const failure = await failureOf(collect(engine.complete(ask('x'), never)));
      expect(failure.kind).toBe('endpoint-unreachable');
      expect((await failureOf(engine.load(() => {}, never))).kind).toBe('endpoint-unreachable');
    });

    it('times out when it falls silent', async () => {
      const { engine } = await engineFor(
        (_, response) => {
          response.setHeader('content-type', 'text/event-stream');
          response.write(event({ content: 'wait' }));
        },
        { idle_ms: 60 },
      );
      expect((await failureOf(collect(engine.complete(ask('x'), never)))).kind).toBe('timed-out');
    });

    it('may be slow, as long as it is not silent', async () => {
      const { engine } = await engineFor(
        async (_, response) => {
          response.setHeader('content-type', 'text/event-stream');
          for (const word of ['a', 'b', 'c', 'd']) {
            response.write(event({ content: word }));
            await wait(60);
          }
          response.end('data: [DONE]\n\n');
        },
        { idle_ms: 150 },
      );
      expect((await collect(engine.complete(ask('x'), never))).text).toBe('abcd');
    });

    const bodies: [string, string, string][] = [
      ['malformed JSON', 'text/event-stream', 'data: {"choices": [\n\n'],
      ['a field of the wrong type', 'text/event-stream', 'data: {"choices": "many"}\n\n'],
      ['JSON that is no answer', 'application/json', '[]'],
      ['a huge line', 'text/event-stream', `data: ${'x'.repeat(1_100_000)}\n\n`],
      ['an endless answer', 'text/event-stream', event({ role: 'x'.repeat(900_000) }).repeat(5)],
      ['a huge whole', 'application/json', ' '.repeat(4_100_000)],
    ];
    it.each(bodies)('is named endpoint-protocol for %s', async (_, type, body) => {
      const { engine } = await engineFor(
        (_, response) => void response.writeHead(200, { 'content-type': type }).end(body),
      );
      expect((await failureOf(collect(engine.complete(ask('x'), never)))).kind).toBe('endpoint-protocol');
    });

    it('passes on an error that it streams', async () => {
      const { engine } = await engineFor((_, response) => {
        response.setHeader('content-type', 'text/event-stream');
        response.end('data: {"error":{"message":"bad grammar","code":400}}\n\n');
      });
      const failure = await failureOf(collect(engine.complete(ask('x'), never)));
      expect([failure.kind, failure.detail]).toEqual(['endpoint-refused', 'It said (400): bad grammar']);
    });
  });

  describe('stopping', () => {
    it('closes the connection', async () => {
      const { engine, server } = await engineFor((_, response) => {
        response.setHeader('content-type', 'text/event-stream');
        response.write(event({ content: 'a' }));
      });
      const stop = new AbortController();
      const answer = engine.complete(ask('x'), stop.signal)[Symbol.asyncIterator]();
      await answer.next();
      stop.abort();
      expect((await failureOf(answer.next())).kind).toBe('cancelled');
      await expect.poll(server.abandoned).toBe(1);
    });

    it('closes the connection when the reader leaves early, and gives its place to the next call', async () => {
      const { engine, server } = await engineFor(
        (_, response, nth) => {
          if (nth > 1) return streamAnswer(response, ['ok']);
          response.setHeader('content-type', 'text/event-stream');
          response.write(event({ content: 'a' }));
        },
        { concurrency: 1 },
      );
      for await (const delta of engine.complete(ask('x'), never)) if (delta.text) break;
      await expect.poll(server.abandoned).toBe(1);
      expect((await collect(engine.complete(ask('y'), never))).text).toBe('ok');
    });

    it('ends the wait for a retry and the wait in line', async () => {
      const { engine, server } = await engineFor(
        (_, response) => void response.writeHead(429, { 'retry-after': '30' }).end(),
        { concurrency: 1 },
      );
      const stop = new AbortController();
      const calls = ['x', 'y'].map(text => failureOf(collect(engine.complete(ask(text), stop.signal))));
      await expect.poll(() => server.seen.length).toBe(1);
      stop.abort();
      expect((await Promise.all(calls)).map(failure => failure.kind)).toEqual(['cancelled', 'cancelled']);
      expect(server.seen).toHaveLength(1);
    });

    it('is what dispose does to calls under way; load brings the engine back', async () => {
      const { engine } = await engineFor((_, response, nth) => (nth > 1 ? streamAnswer(response, ['ok']) : undefined));
      const call = failureOf(collect(engine.complete(ask('x'), never)));
      await expect.poll(() => server?.seen.length).toBe(1);
      await engine.dispose();
      expect((await call).kind).toBe('cancelled');
      await engine.load(() => {}, never);
      expect((await collect(engine.complete(ask('x'), never))).text).toBe('ok');
    });
  });
});
