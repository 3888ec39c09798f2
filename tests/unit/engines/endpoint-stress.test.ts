import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { random } from '@/lib/core/random';
import { createEndpointEngine, type EndpointOptions } from '@/lib/engines/endpoint';
import { betterBaseUrl, parseBaseUrl } from '@/lib/engines/endpoint/address';
import type { Send } from '@/lib/engines/endpoint/send';
import { sendByNode } from '../../../scripts/experiment/send';
import { type Behaviour, event, type ProtocolServer, startServer, streamAnswer } from './protocol-server';
import { ask, collect, failureOf, never } from './requests';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => void (await Promise.all(closing.splice(0).map(close => close()))));

const retry = { tries: 2, base_ms: 1, patience_ms: 20, random: random(1) };

async function engineFor(behave: Behaviour, options: Partial<EndpointOptions> = {}, models?: (r: never) => void) {
  const server: ProtocolServer = await startServer(behave, models as undefined);
  closing.push(server.close);
  return { server, engine: createEndpointEngine({ baseUrl: server.baseUrl, model: 'tiny', retry, ...options }) };
}

const text = async (engine: ReturnType<typeof createEndpointEngine>, request = ask('x')) =>
  (await collect(engine.complete(request, never))).text;

const ways: [string, Send | undefined][] = [
  ['fetch', undefined],
  ['node:http', sendByNode(64)],
];

describe('what a server takes', () => {
  const refusing =
    (field: string, also: (value: unknown) => boolean = () => true): Behaviour =>
    ({ body }, response) =>
      field in body && also(body[field])
        ? void response.writeHead(400).end(JSON.stringify({ error: { message: `Unsupported parameter: '${field}'.` } }))
        : streamAnswer(response, ['o', 'k', '. ', 'more']);

  it('is found out by one call, the others wait for it, and it is told in the record', async () => {
    const { engine, server } = await engineFor(refusing('stream_options'));
    await Promise.all(Array.from({ length: 20 }, (_, i) => text(engine, ask(`${i}`))));
    expect(server.seen).toHaveLength(21);
    expect(engine.environment.sent).toBe('without stream_options');
  });

  it('is a shorter seed before none, and repeats may differ without', async () => {
    const large = await engineFor(refusing('seed', seed => Number(seed) >= 2 ** 31));
    await text(large.engine, ask('x', { seed: 3_000_000_000 }));
    expect([large.server.seen.at(-1)?.body.seed, large.engine.environment.sent]).toEqual([
      3_000_000_000 - 2 ** 31,
      'seed as 31 bits',
    ]);
    const none = await engineFor(refusing('seed'));
    await text(none.engine, ask('x', { seed: 3_000_000_000 }));
    expect(none.server.seen).toHaveLength(3);
    expect(none.engine.environment.repeats).toContain('may differ');
  });

  it('may be no stop strings: the answer is cut here, to the same text', async () => {
    const { engine } = await engineFor(refusing('stop'));
    expect(await text(engine, ask('x', { stop: ['k.'] }))).toBe('o');
  });

  it('may be no log-probabilities: the engine then says that it has none', async () => {
    const { engine } = await engineFor(refusing('logprobs'));
    expect(engine.can.logprobs).toBe(true);
    await text(engine, ask('x', { logprobs: true }));
    expect(engine.can.logprobs).toBe(false);
  });

  const schema = { type: 'array', items: { enum: ['a'] } };

  it('is a schema in the form of OpenAI where it is taken', async () => {
    const { engine, server } = await engineFor((_seen, response) => streamAnswer(response, ['[]']));
    const { end } = await collect(engine.complete(ask('x', { schema }), never));
    expect(server.seen[0]?.body.response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'answer', schema, strict: true },
    });
    expect(server.seen[0]?.body).not.toHaveProperty('schema');
    expect(end).not.toHaveProperty('schema_left_out');
    expect(engine.can.schema).toBe(true);
    await collect(engine.complete(ask('x'), never));
    expect(server.seen[1]?.body).not.toHaveProperty('response_format');
  });

  it.each([
    { message: "Unsupported parameter: 'response_format'." },
    { message: "'response_format.type' must be 'text' or 'json_object'", param: 'response_format.type' },
    { message: 'This response_format type is unavailable now' },
    { message: "Invalid schema for response_format 'answer': root must be an object", param: 'response_format' },
    { message: 'The provided JSON schema contains features not supported by xgrammar.' },
    { message: 'Failed to parse grammar' },
  ])('may be no schema, which is refused once and journaled as left out: $message', async error => {
    const { engine, server } = await engineFor(({ body }, response) =>
      'response_format' in body
        ? void response.writeHead(400).end(JSON.stringify({ error }))
        : streamAnswer(response, ['[]']),
    );
    const ends = await Promise.all(
      [1, 2, 3].map(async seed => (await collect(engine.complete(ask('x', { schema, seed }), never))).end),
    );
    expect(ends.map(end => end.schema_left_out)).toEqual([true, true, true]);
    expect(server.seen).toHaveLength(4);
    expect(engine.can.schema).toBe(false);
    expect(engine.environment.sent).toBe('without response_format');
  });

  it('may be no stream', async () => {
    const { engine } = await engineFor(({ body }, response) =>
      body.stream
        ? void response.writeHead(400).end('{"error":"streaming is not supported"}')
        : void response.end('{"choices":[{"message":{"content":"ok"},"finish_reason":"stop"}]}'),
    );
    expect(await text(engine)).toBe('ok');
  });

  it.each(['temperature', 'top_p'] as const)(
    'is never changed for %s, unless a person or its value allows it',
    async field => {
      const request = ask('x', { temperature: 0, top_p: 0.5 });
      const strict = await engineFor(refusing(field));
      const failure = await failureOf(text(strict.engine, request));
      expect([failure.kind, failure.detail]).toEqual(['endpoint-field', expect.stringContaining(field)]);
      expect(strict.server.seen).toHaveLength(1);
      const chosen = await engineFor(refusing(field), { leaveOut: [field] });
      expect(await text(chosen.engine, request)).toBe('ok. more');
      expect(chosen.engine.environment.sent).toBe(`without ${field}`);
      const same = await engineFor(refusing(field));
      expect(await text(same.engine, ask('x', { [field]: 1 }))).toBe('ok. more');
    },
  );

  it('is not mistaken where a number is too large', async () => {
    const { engine, server } = await engineFor(
      (_, response) =>
        void response.writeHead(400).end('{"error":{"message":"Invalid max_tokens value, the valid range is [1, 8]"}}'),
    );
    expect((await failureOf(text(engine))).kind).toBe('endpoint-refused');
    expect(server.seen).toHaveLength(1);
  });
});

describe.each(ways)('by %s', (_name, send) => {
  const by = send && { send };

  it.each([[401], [403], [404], [429], [500], ['silence']] as const)(
    'a list of models that answers %s stops no run',
    async status => {
      const models = (response: { writeHead(status: number): { end(): void } }) =>
        void (status === 'silence' || response.writeHead(status).end());
      const { engine } = await engineFor(
        (_, response) => streamAnswer(response, ['ok']),
        { ...by, load_ms: 50 },
        models as never,
      );
      await engine.load(() => {}, never);
      expect(await text(engine)).toBe('ok');
    },
  );

  it('a redirect to another server is refused with its name, and nothing is sent there', async () => {
    const seen: string[] = [];
    const other = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>(ready => other.listen(0, '127.0.0.1', ready));
    closing.push(() => new Promise(done => other.close(() => done())));
    const { port } = other.address() as AddressInfo;
    const { engine } = await engineFor(
      (_, response) => void response.writeHead(307, { location: `http://127.0.0.1:${port}/v1/chat/completions` }).end(),
      { ...by },
    );
    const failure = await failureOf(text(engine));
    expect([failure.kind, failure.detail]).toEqual(['endpoint-redirect', `It points to http://127.0.0.1:${port}.`]);
    expect(seen).toEqual([]);
  });

  it('a redirect that a browser hides is refused, and said to be hidden', async () => {
    const hidden = { type: 'opaqueredirect', status: 0, headers: new Headers(), body: null } as unknown as Response;
    const engine = createEndpointEngine({
      baseUrl: 'http://hidden.test/v1',
      model: 'tiny',
      retry,
      fetch: async () => hidden,
    });
    const failure = await failureOf(engine.load(() => {}, never));
    expect([failure.kind, failure.detail]).toEqual(['endpoint-redirect', expect.stringContaining('does not tell')]);
  });

  it('a redirect within the server is followed once', async () => {
    const { engine, server } = await engineFor(
      ({ path }, response) =>
        path.endsWith('/there')
          ? streamAnswer(response, ['ok'])
          : void response.writeHead(307, { location: `${path}/there` }).end(),
      { ...by },
    );
    expect(await text(engine)).toBe('ok');
    expect(server.seen).toHaveLength(2);
  });

  it('an answer that trickles ends at the limit of the whole call', async () => {
    const { engine } = await engineFor(
      (_, response) => {
        response.setHeader('content-type', 'text/event-stream');
        const timer = setInterval(() => response.write(': alive\n\n'), 5);
        response.on('close', () => clearInterval(timer));
      },
      { ...by, total_ms: 150 },
    );
    const failure = await failureOf(text(engine));
    expect([failure.kind, failure.detail]).toEqual(['timed-out', expect.stringContaining('time limit')]);
  });

  it('a key that a server repeats is in no text, no log-probability and no fact, however it is cut', async () => {
    const key = 'sk-of-the-test-0123456789';
    const { engine } = await engineFor(
      ({ authorization }, response) => {
        response.setHeader('content-type', 'text/event-stream');
        const said = `You sent ${authorization}; sk-of.`;
        for (const letter of said)
          response.write(
            event(
              { content: letter },
              { model: authorization },
              { logprobs: { content: [{ token: letter, logprob: -1 }] } },
            ),
          );
        response.end('data: [DONE]\n\n');
      },
      { ...by, key },
    );
    const answer = await collect(engine.complete(ask('x', { logprobs: true }), never));
    expect(answer.text).toBe('You sent Bearer [key]; sk-of.');
    // How many come before the key depends on what came together.
    const tokens = answer.pieces.flatMap(({ logprobs = [] }) => logprobs.map(({ token }) => token));
    expect('You sent Bearer '.startsWith(tokens.join(''))).toBe(true);
    expect(JSON.stringify([answer, engine.environment])).not.toContain(key);
  });
});

describe('an address', () => {
  it.each([
    ['http://host:8000', 'http://host:8000/v1'],
    ['http://host:8000/v1/chat/completions', 'http://host:8000/v1'],
    ['http://host:8000/chat/completions/', 'http://host:8000/v1'],
    ['https://host/api/v1/models', 'https://host/api/v1'],
    ['https://host/v1', null],
    ['https://host/api', null],
    ['host', null],
    ['https://me:pw@host', null],
  ])('%s is probably %s', (typed, better) => {
    expect(betterBaseUrl(typed)).toBe(better);
  });

  it('of a single request is refused with the base URL in words', () => {
    expect(() => parseBaseUrl('http://host/v1/chat/completions')).toThrow('Use http://host/v1');
  });

  it('without /v1 is named where nothing answers there', async () => {
    const { server } = await engineFor((_, response) => void response.writeHead(404).end('{"detail":"Not Found"}'));
    const baseUrl = server.baseUrl.replace('/v1', '');
    const failure = await failureOf(text(createEndpointEngine({ baseUrl, model: 'tiny', retry })));
    expect([failure.kind, failure.detail]).toEqual(['endpoint-address', expect.stringContaining(`Use ${baseUrl}/v1`)]);
  });
});
