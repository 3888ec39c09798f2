import { afterEach, describe, expect, it } from 'vitest';
import { sharedCases } from '../../support/shared-cases';
import type { ProtocolServer, Seen } from './protocol-server';
import { type Reply, startReplying } from './replies';
import { ask, collect, failureOf, never } from './requests';

let server: ProtocolServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function engineFor(reply: (seen: Seen) => Reply | string, models?: Reply) {
  const replying = await startReplying(reply, models);
  ({ server } = replying);
  return replying;
}

interface Case extends Reply {
  case: string;
  want: string;
}

const file = sharedCases('endpoint.json');
const cases = file && (JSON.parse(file.toString()) as { replies: Case[] }).replies;

describe.skipIf(!cases)('the replies from the field', () => {
  const asked = ask('4821 x 9177', { max_tokens: 1_024, seed: 3_000_000_000 });
  const right = '44242317';
  it.each(cases ?? [])('$case', async reply => {
    const said = [...JSON.stringify(reply).matchAll(/"(?:message|msg)\\*": ?\\*"([^"{}\\]+)/g)].map(
      ([, words]) => words ?? '',
    );
    const refusedField = /^refuses (\w+)/.exec(reply.case)?.[1];
    const { engine, server } = await engineFor(({ body }) =>
      refusedField && !(refusedField in body && (refusedField !== 'seed' || Number(body.seed) >= 2 ** 31))
        ? right
        : reply,
    );
    const failure = () => failureOf(collect(engine.complete(asked, never)));
    if (reply.want === 'right' || reply.want.startsWith('sent ')) {
      expect((await collect(engine.complete(asked, never))).text).toBe(right);
      if (refusedField) {
        expect(engine.environment.sent).toContain(refusedField);
        const before = server.seen.length;
        await collect(engine.complete(asked, never));
        expect(server.seen).toHaveLength(before + 1);
      }
    } else if (reply.want.startsWith('failed')) {
      const { kind, detail } = await failure();
      expect(kind).not.toMatch(/cancelled|unknown|timed-out/);
      if (/the message|Overloaded/.test(reply.want)) expect(said.some(words => detail.includes(words))).toBe(true);
      if (/retried/.test(reply.want)) expect(server.seen.length).toBeGreaterThan(1);
      if (/filtered/.test(reply.want)) expect(kind).toBe('endpoint-filtered');
      if (/format/.test(reply.want)) expect(kind).toBe('endpoint-protocol');
    } else if (reply.want.startsWith('as length')) {
      expect((await collect(engine.complete(asked, never))).end.finish_reason).toBe('length');
    } else if (reply.want.startsWith('unreadable')) {
      expect((await failure()).kind).toBe('reasoning-limit');
    } else if (reply.want.startsWith('named, with a way on')) {
      expect((await failure()).kind).toBe('endpoint-field');
    } else if (reply.want.startsWith('the sentence says that the answer limit')) {
      expect((await failure()).detail).toContain('495 tokens');
    } else if (reply.want.startsWith('the run goes on')) {
      await server.close();
      const other = await engineFor(() => right, reply);
      await other.engine.load(() => {}, never);
      expect((await collect(other.engine.complete(asked, never))).text).toBe(right);
    } else throw new Error(`Nothing is checked of: ${reply.want}`);
  });
});
