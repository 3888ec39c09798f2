import { describe, expect, it } from 'vitest';
import { createRecordedEngine, type RecordedCall } from '@/lib/engines/recorded';
import { requestHash, textsHash } from '@/lib/experiment/request';
import { ask, collect, failureOf, never } from './requests';

const call = (content: string, text: string): RecordedCall => ({
  hash: requestHash(ask(content)),
  text,
  engine: 'embedded/loupe-arithmetic',
  finish_reason: 'stop',
  usage: { prompt_tokens: 5, completion_tokens: 3 },
  timings: { first_token_ms: 12, total_ms: 34 },
});

describe('a recording', () => {
  it('answers with the recorded text, tokens and times, in a few pieces', async () => {
    const engine = createRecordedEngine([call('6*7', 'the answer is 42 🎉')]);
    const { text, pieces, end } = await collect(engine.complete(ask('6*7'), never));
    expect(text).toBe('the answer is 42 🎉');
    expect(pieces.length).toBeGreaterThan(2);
    expect(end).toEqual({
      finish_reason: 'stop',
      usage: { prompt_tokens: 5, completion_tokens: 3 },
      timings: { first_token_ms: 12, total_ms: 34 },
    });
    expect(engine.id).toBe('recorded/embedded/loupe-arithmetic');
  });

  it('gives several answers to one request in their order, then from the first again', async () => {
    const engine = createRecordedEngine([call('a', '1'), call('b', 'x'), call('a', '2')]);
    const texts: string[] = [];
    for (let i = 0; i < 3; i++) texts.push((await collect(engine.complete(ask('a'), never))).text);
    expect(texts).toEqual(['1', '2', '1']);
  });

  it('gives recorded vectors for the same texts, and says that others are missing', async () => {
    const vectors = [Float32Array.of(1, 2)];
    const engine = createRecordedEngine(
      [],
      [{ hash: textsHash(['a']), vectors: () => vectors, engine: 'webllm/small' }],
    );
    expect(await engine.embed?.(['a'], never)).toEqual(vectors);
    expect((await failureOf(engine.embed!(['b'], never))).kind).toBe('recording-missing');
    expect(engine.id).toBe('recorded/webllm/small');
  });

  it('gives the answer that was not held to a schema, where its engine could not, and says so', async () => {
    const engine = createRecordedEngine([call('a', '[]')]);
    const { text, end } = await collect(engine.complete({ ...ask('a'), schema: { type: 'array' } }, never));
    expect([text, end?.schema_left_out]).toEqual(['[]', true]);
    const free = await collect(engine.complete(ask('a'), never));
    expect(free.end).not.toHaveProperty('schema_left_out');
  });

  it('says that it is missing what was never asked', async () => {
    const engine = createRecordedEngine([call('a', '1')]);
    expect((await failureOf(collect(engine.complete(ask('a', { seed: 2 }), never)))).kind).toBe('recording-missing');
    expect((await failureOf(collect(engine.complete(ask('constructor'), never)))).kind).toBe('recording-missing');
  });
});
