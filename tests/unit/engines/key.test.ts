import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { random } from '@/lib/core/random';
import { createEndpointEngine, listModels } from '@/lib/engines/endpoint';
import { parseBaseUrl, serverOf } from '@/lib/engines/endpoint/address';
import { createGate } from '@/lib/engines/endpoint/gate';
import { createKeyring } from '@/lib/engines/endpoint/key';
import { createRedactor } from '@/lib/engines/endpoint/redact';
import { type ProtocolServer, startServer, streamAnswer } from './protocol-server';
import { ask, collect, failureOf, never } from './requests';

let server: ProtocolServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const retry = { tries: 2, base_ms: 1, patience_ms: 20, random: random(1) };

describe('the key of an endpoint', () => {
  it('goes to the server, and nowhere else', async () => {
    const key = 'sk-very-secret-0123456789';
    server = await startServer((_, response) => streamAnswer(response, ['ok']));
    const engine = createEndpointEngine({ baseUrl: server.baseUrl, model: 'tiny', key, retry });
    await engine.load(() => {}, never);
    const answer = await collect(engine.complete(ask('x'), never));
    expect(server.seen[0]?.authorization).toBe(`Bearer ${key}`);
    expect(
      JSON.stringify([server.seen[0]?.body, server.seen[0]?.path, engine, answer, engine.environment]),
    ).not.toContain('secret');
  });

  it('is in no failure, whatever a server repeats or the network says', async () => {
    const key = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.'), minLength: 8, maxLength: 60 });
    const status = fc.constantFrom(400, 401, 404, 429, 500, 0);
    await fc.assert(
      fc.asyncProperty(key, status, async (key, status) => {
        const echo: typeof fetch = async (_, init) => {
          const header = new Headers(init?.headers).get('authorization') ?? '';
          if (status === 0) throw new TypeError(`cannot send ${header}`, { cause: new Error(`bad header ${header}`) });
          return new Response(JSON.stringify({ error: { message: `wrong key: ${header} ${key}` } }), { status });
        };
        const engine = createEndpointEngine({
          baseUrl: 'http://localhost:1/v1',
          model: 'tiny',
          key,
          retry,
          gate: createGate(),
          fetch: echo,
        });
        const failure = await failureOf(collect(engine.complete(ask('x'), never)));
        const shown = [
          failure.message,
          failure.detail,
          failure.stack,
          engine.id,
          JSON.stringify(engine.environment),
        ].join('\n');
        expect(shown).not.toContain(key);
        expect(failure.cause).toBeUndefined();
        const listing = await failureOf(listModels({ baseUrl: 'http://localhost:1/v1', key, fetch: echo }, never));
        expect(listing.message).not.toContain(key);
      }),
      { numRuns: 60 },
    );
  });

  it('is in no answer, however the pieces are cut, and nothing else is lost', () => {
    const key = 'sk-secret-0123';
    const part = fc.constantFrom(key, 'sk-', 'sk-secret-012', '3', 's', 'a word ', '[key]');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.array(fc.nat()), (parts, places) => {
        const text = parts.join('');
        const cuts = [0, ...places.map(place => place % (text.length + 1)).sort((a, b) => a - b), text.length];
        const redactor = createRedactor(key);
        const pieces = cuts.slice(1).map((end, i) => redactor.push(text.slice(cuts[i], end)));
        expect(pieces.join('') + redactor.flush()).toBe(text.replaceAll(key, '[key]'));
        expect(redactor.found).toBe(text.includes(key));
      }),
    );
  });

  it.each(['none', 'EMPTY', 'lm-studio'])('that is no secret, such as %s, stays a word of answers', word => {
    expect(createRedactor(word).push(`It is ${word}.`)).toBe(`It is ${word}.`);
  });

  it('is refused before it is sent where no header can hold it', () => {
    for (const key of ['two\nlines', 'umläut', 'sp ace', 'x'.repeat(1_001)])
      expect(() => createEndpointEngine({ baseUrl: 'http://localhost/v1', model: 'tiny', key })).toThrow('no key has');
  });

  const storeOf = (items: Map<string, string>) => () => ({
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  });
  const [one, two] = ['http://localhost:8000', 'http://localhost:8001'] as const;

  it('is held for the origin that it was given for, and is found for no other', () => {
    const keys = createKeyring(storeOf(new Map()));
    keys.set(one, { key: 'sk-1', remember: true });
    expect(keys.get(two)).toEqual({ key: '', remember: false });
    keys.set(two, { key: 'sk-2', remember: false });
    expect([keys.get(one).key, keys.get(two).key]).toEqual(['sk-1', 'sk-2']);
  });

  it('is stored only where asked, for its origin only, and can be forgotten', () => {
    const items = new Map<string, string>();
    createKeyring(storeOf(items)).set(one, { key: 'sk-1', remember: false });
    expect(items.size).toBe(0);
    createKeyring(storeOf(items)).set(one, { key: 'sk-1', remember: true });
    // Another page of the tab, or this one after a reload.
    const reloaded = createKeyring(storeOf(items));
    expect(reloaded.get(one)).toEqual({ key: 'sk-1', remember: true });
    expect(reloaded.get(two).key).toBe('');
    reloaded.set(one, { key: 'sk-1', remember: false });
    expect(items.size).toBe(0);
  });

  it('is held where the browser stores nothing', () => {
    const full = () => ({ ...storeOf(new Map())(), setItem: () => raise() });
    for (const store of [() => null, full]) {
      const keys = createKeyring(store);
      keys.set(one, { key: 'sk-1', remember: true });
      expect(keys.get(one).key).toBe('sk-1');
    }
  });
});

const raise = () => {
  throw new DOMException('', 'QuotaExceededError');
};

describe('the address of an endpoint', () => {
  it('loses only the slash at its end', () => {
    expect(parseBaseUrl(' https://host:8000/v1/ ')).toBe('https://host:8000/v1');
  });

  it.each([
    '',
    'localhost:8000/v1',
    'ftp://host/v1',
    'javascript:alert(1)',
    'https://me:pw@host/v1',
    'https://host/v1?key=1',
    'https://host/#x',
  ])('is refused as %j', address => {
    expect(() => parseBaseUrl(address)).toThrow('The endpoint cannot be reached.');
  });

  it('names its server, by which keys are held, and none while it is not whole', () => {
    expect(serverOf('https://Host:443/v1/')).toEqual({ origin: 'https://host', host: 'host' });
    expect(serverOf('http://localhost:8000/v1')?.host).toBe('localhost:8000');
    for (const text of ['', 'http://', 'host/v1', 'https://me:pw@host/v1']) expect(serverOf(text)).toBeNull();
  });

  it('is not repeated in the refusal when it holds a password', () => {
    expect(() => parseBaseUrl('https://me:hunter2@host/v1')).toThrow(/^(?!.*hunter2)/);
  });
});
