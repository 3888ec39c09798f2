import { afterEach, describe, expect, it } from 'vitest';
import type { FailureKind } from '@/lib/core/failure';
import { createEndpointEngine } from '@/lib/engines/endpoint';
import { type ProtocolServer, startServer } from './protocol-server';
import { begun, chunk, done, type Reply, retry, startReplying, stopped } from './replies';
import { ask, collect, failureOf, never } from './requests';

let server: ProtocolServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function engineFor(reply: () => Reply) {
  const replying = await startReplying(reply);
  ({ server } = replying);
  return replying;
}

const question = ask('What is 6 times 7 plus 2?', { max_tokens: 64, seed: 3_000_000_000 });
const answerTo = async (reply: Reply) => collect((await engineFor(() => reply)).engine.complete(question, never));

async function failureFor(reply: Reply) {
  const { engine, server } = await engineFor(() => reply);
  const failure = await failureOf(collect(engine.complete(question, never)));
  return { failure, tries: server.seen.length };
}

describe('a good answer is not lost', () => {
  const usage = (value: unknown) => ({ data: { choices: [], usage: value } });
  const whole = (message: unknown, more: object = {}) => ({
    body: { choices: [{ index: 0, message, finish_reason: 'stop' }], ...more },
  });
  it.each<[string, Reply]>([
    ['an empty usage', { frames: [begun, chunk({}, 'stop', { usage: {} }), done] }],
    ['a usage of null and of texts', { frames: [begun, stopped, usage(null), usage({ prompt_tokens: '9' }), done] }],
    ['a negative count', { frames: [begun, stopped, usage({ prompt_tokens: -1, completion_tokens: 1 }), done] }],
    ['choices of null', { frames: [begun, stopped, { data: { choices: null } }, done] }],
    [
      'a choice of null fields',
      { frames: [{ data: { choices: [{ delta: { content: null }, logprobs: null }] } }, begun, stopped, done] },
    ],
    [
      'log-probabilities in another form',
      { frames: [begun, { data: { choices: [{ delta: {}, logprobs: { content: [1] } }] } }, stopped, done] },
    ],
    ['empty data', { frames: [{ raw: 'data:\n\n' }, begun, { raw: 'data: \n\n' }, stopped, done] }],
    [
      'a comment, a ping and a word',
      { frames: [{ raw: ': wait\n\nevent: ping\ndata: {"type":"ping"}\n\ndata: wait\n\n' }, begun, stopped, done] },
    ],
    ['no mark of the end', { frames: [begun, stopped] }],
    ['no finish_reason but the mark of the end', { frames: [begun, done] }],
    ['an unusual word for a good end', { frames: [begun, chunk({}, 'eos_token'), done] }],
    ['an error that says nothing', whole({ content: '44' }, { error: '', message: 'fine', code: 0 })],
    ['errors that are empty', whole({ content: '44' }, { error: { message: '', code: null }, errors: [] })],
    [
      'an error of null in a chunk',
      { frames: [{ data: { error: null, choices: [{ delta: { content: '44' } }] } }, stopped, done] },
    ],
    [
      'content in parts',
      {
        frames: [
          chunk({ content: [{ type: 'thinking', thinking: 'so' }] }),
          chunk({ content: [{ type: 'text', text: '44' }] }),
          stopped,
          done,
        ],
      },
    ],
    [
      'content in parts, whole',
      whole({
        content: [
          { type: 'reasoning', text: 'so' },
          { type: 'text', text: '4' },
          { type: 'output_text', text: '4' },
        ],
      }),
    ],
    ['a whole answer among events', { frames: [{ data: { choices: [{ message: { content: '44' } }] } }, done] }],
    ['JSON under the header of events', { ...whole({ content: '44' }), type: 'text/event-stream' }],
    ['events under the header of JSON', { frames: [begun, stopped, done], type: 'application/json' }],
    ['events under the header of a page', { frames: [begun, stopped, done], type: 'text/html' }],
    [
      'a value a line',
      { body: `${JSON.stringify(begun.data)}\n${JSON.stringify(stopped.data)}\n`, type: 'application/x-ndjson' },
    ],
    [
      'events parted by one line end',
      {
        body: [begun, stopped].map(({ data }) => `data: ${JSON.stringify(data)}\n`).join(''),
        type: 'text/event-stream',
      },
    ],
    ['the field of plain completions', { body: { choices: [{ text: '44', finish_reason: 'stop' }] } }],
  ])('for %s', async (_, reply) => {
    const { text, end } = await answerTo(reply);
    expect([text, end.finish_reason]).toEqual(['44', 'stop']);
  });

  it.each(['length', 'MAX_TOKENS', 'max_tokens', 'model_length'])(
    'for %s, which is a cut at the limit',
    async reason => {
      const { text, end } = await answerTo({ frames: [begun, chunk({}, reason), done] });
      expect([text, end.finish_reason]).toEqual(['44', 'length']);
    },
  );

  it('where the model had nothing to say', async () => {
    expect((await answerTo({ frames: [chunk({ content: '' }), stopped, done] })).text).toBe('');
  });
});

describe('a reply that is no answer', () => {
  const error = (value: unknown) => ({ frames: [begun, { data: value }, done] });
  const again = retry.tries;
  it.each<[string, Reply, FailureKind, words: string, tries: number | 'some']>([
    [
      'an error without a code',
      error({ error: { message: 'no memory left' } }),
      'endpoint-refused',
      'no memory left',
      again,
    ],
    ['an error as a text', error({ error: 'no memory left' }), 'endpoint-refused', 'no memory left', again],
    [
      'an error with its sentence beside it',
      error({ error: true, message: 'no memory left' }),
      'endpoint-refused',
      'no memory left',
      again,
    ],
    [
      'a nested error',
      error({ error: { error: { message: 'no memory left' } } }),
      'endpoint-refused',
      'no memory left',
      again,
    ],
    [
      'an error in a choice',
      error({ choices: [{ delta: { content: '' }, error: { message: 'no memory left' } }] }),
      'endpoint-refused',
      'no memory left',
      again,
    ],
    [
      'errors in a list',
      { body: { success: false, errors: [{ code: 7001, message: 'no memory left' }] } },
      'endpoint-refused',
      'no memory left',
      again,
    ],
    [
      'a list with an error',
      { body: [{ error: { code: 400, message: 'bad grammar' } }] },
      'endpoint-refused',
      '(400): bad grammar',
      1,
    ],
    ['a detail of FastAPI', error({ detail: 'no memory left' }), 'endpoint-refused', 'no memory left', again],
    [
      'a list of details',
      { status: 422, body: { detail: [{ loc: ['body', 'messages', 0], msg: 'field required' }] } },
      'endpoint-refused',
      'field required (messages)',
      1,
    ],
    [
      'a flat error',
      error({ object: 'error', message: 'bad grammar', code: 400 }),
      'endpoint-refused',
      'bad grammar',
      1,
    ],
    [
      'an error as a field of the stream',
      { frames: [begun, { raw: 'error: {"code":500,"message":"decoding failed"}\n\n' }, done] },
      'endpoint-refused',
      'decoding failed',
      again,
    ],
    [
      'an event named error',
      { frames: [begun, { raw: 'event: error\ndata: {"message":"decoding failed"}\n\n' }, done] },
      'endpoint-refused',
      'decoding failed',
      again,
    ],
    [
      'an error beside a finish_reason',
      error({ error: { message: 'lost the worker' }, choices: [{ delta: {}, finish_reason: 'error' }] }),
      'endpoint-refused',
      'lost the worker',
      again,
    ],
    [
      'an error of its name alone',
      { body: { error: { type: 'rate_limit', code: 429 } } },
      'endpoint-down',
      'rate_limit',
      'some',
    ],
    [
      'a busy server inside a stream',
      error({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
      'endpoint-down',
      'Overloaded',
      'some',
    ],
    [
      'a refused key inside a stream',
      error({ error: { message: 'bad key', code: 401 } }),
      'endpoint-unauthorised',
      'bad key',
      1,
    ],
    [
      'an empty account',
      { status: 429, body: { error: { message: 'You are out', code: 'insufficient_quota' } } },
      'endpoint-quota',
      'You are out',
      1,
    ],
    ['an account that must be paid', { status: 402, body: { error: 'pay first' } }, 'endpoint-quota', 'pay first', 1],
    ['the end error', { frames: [begun, chunk({}, 'error'), done] }, 'endpoint-cut', '"error"', again],
    ['the end abort', { frames: [begun, chunk({}, 'abort'), done] }, 'endpoint-cut', '"abort"', again],
    ['an end that is not known', { frames: [begun, chunk({}, 'odd'), done] }, 'endpoint-cut', '"odd"', 1],
    [
      'the end content_filter',
      { frames: [begun, chunk({}, 'content_filter'), done] },
      'endpoint-filtered',
      'content_filter',
      1,
    ],
    ['the end SAFETY', { frames: [begun, chunk({}, 'SAFETY'), done] }, 'endpoint-filtered', 'SAFETY', 1],
    [
      'a refusal in place of a text',
      { body: { choices: [{ message: { content: null, refusal: 'I will not.' }, finish_reason: 'stop' }] } },
      'endpoint-filtered',
      'I will not.',
      1,
    ],
    [
      'a call of a tool',
      { frames: [chunk({ tool_calls: [{}] }), chunk({}, 'tool_calls'), done] },
      'endpoint-no-answer',
      'tool_calls',
      1,
    ],
    ['a stream without its end', { frames: [begun] }, 'endpoint-cut', 'ended before', again],
    [
      'a stream that ends inside a value',
      { frames: [begun, { raw: 'data: {"choices":[{"del' }] },
      'endpoint-cut',
      'ended before',
      again,
    ],
    [
      'half a JSON value',
      { body: '{"choices":[{"mess', type: 'application/json' },
      'endpoint-cut',
      'ended before',
      again,
    ],
    ['nothing at all', { frames: [] }, 'endpoint-cut', 'ended before', again],
    ['the mark of the end alone', { frames: [done] }, 'endpoint-no-answer', 'no text', 1],
    ['no choices', { body: { choices: [] } }, 'endpoint-no-answer', 'no text', 1],
    ['a choice without a message', { body: { choices: [{ index: 0 }] } }, 'endpoint-no-answer', 'no text', 1],
    [
      'reasoning and no answer',
      { frames: [chunk({ reasoning_content: 'so' }), stopped, done] },
      'endpoint-no-answer',
      'reasoning',
      1,
    ],
    [
      'a limit spent on reasoning',
      { frames: [chunk({ content: '' }), chunk({ reasoning: 'so' }), chunk({}, 'length'), done] },
      'reasoning-limit',
      '64 tokens',
      1,
    ],
    [
      'a limit spent on reasoning that is only counted',
      {
        body: {
          choices: [{ message: { content: '' }, finish_reason: 'length' }],
          usage: { completion_tokens_details: { reasoning_tokens: 64 } },
        },
      },
      'reasoning-limit',
      '64 tokens',
      1,
    ],
    ['JSON of another kind', { body: { status: 'ok' } }, 'endpoint-protocol', '{"status":"ok"}', 1],
    ['plain text', { body: 'hello', type: 'text/plain' }, 'endpoint-protocol', 'hello', 1],
    [
      'a web page',
      { body: '<!doctype html><title>hello</title>', type: 'text/html' },
      'endpoint-address',
      'web page',
      1,
    ],
    ['an unknown path', { status: 404, body: { detail: 'Not Found' } }, 'endpoint-address', 'Not Found', 1],
    [
      'a longest answer that does not fit',
      {
        status: 400,
        body: {
          message:
            'The maximum context length is 512 tokens. You requested 1041 tokens (17 in the messages, 1024 in the completion).',
        },
      },
      'answer-limit',
      'at most 495 tokens fits',
      1,
    ],
    [
      'the same in other words',
      {
        status: 400,
        body: {
          error: {
            message:
              "'max_tokens' is too large: 1024. This model's maximum context length is 512 tokens and your request has 17 input tokens.",
          },
        },
      },
      'answer-limit',
      'at most 495 tokens fits',
      1,
    ],
    [
      'a prompt that does not fit',
      {
        status: 400,
        body: {
          error: {
            code: 400,
            message: 'the request exceeds the available context size',
            type: 'exceed_context_size_error',
            n_prompt_tokens: 900,
            n_ctx: 512,
          },
        },
      },
      'context-exceeded',
      'available context size',
      1,
    ],
  ])('%s is named', async (_, reply, kind, words, expected) => {
    const { failure, tries } = await failureFor(reply);
    expect([failure.kind, failure.detail]).toEqual([kind, expect.stringContaining(words)]);
    if (expected === 'some') expect(tries).toBeGreaterThan(1);
    else expect(tries).toBe(expected);
  });

  it('is cut short where a stream goes on beyond the longest answer', async () => {
    server = await startServer((_, response) => {
      response.setHeader('content-type', 'text/event-stream');
      const write = () => {
        while (!response.destroyed && response.write(`data: ${JSON.stringify(begun.data)}\n\n`));
      };
      response.on('drain', write);
      write();
    });
    const engine = createEndpointEngine({ baseUrl: server.baseUrl, model: 'tiny', retry });
    const failure = await failureOf(collect(engine.complete(question, never)));
    expect([failure.kind, failure.detail]).toEqual(['endpoint-overrun', expect.stringContaining('64 tokens')]);
    await expect.poll(server.abandoned).toBe(1);
  });
});
