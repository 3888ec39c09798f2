import type { ServerResponse } from 'node:http';
import { random } from '@/lib/core/random';
import { createEndpointEngine } from '@/lib/engines/endpoint';
import { type Seen, startServer, streamAnswer } from './protocol-server';

/** A reply of a server: bytes as they are, or the JSON values of an event stream. */
export interface Reply {
  status?: number;
  type?: string;
  /** `data` is an event of that JSON, `raw` are bytes as they are. */
  frames?: ({ data: unknown } | { raw: string })[];
  body?: unknown;
}

function send(response: ServerResponse, { status = 200, type, frames, body }: Reply): void {
  response.writeHead(status, { 'content-type': type ?? (frames ? 'text/event-stream' : 'application/json') });
  if (body !== undefined) return void response.end(typeof body === 'string' ? body : JSON.stringify(body, null, 2));
  for (const frame of frames ?? [])
    response.write('raw' in frame ? frame.raw : `data: ${JSON.stringify(frame.data)}\n\n`);
  response.end();
}

/** One choice of a chunk. */
export const chunk = (delta: unknown, finish_reason: string | null = null, more: object = {}) => ({
  data: { choices: [{ index: 0, delta, finish_reason }], ...more },
});
export const done = { raw: 'data: [DONE]\n\n' };
/** An answer that has begun. */
export const begun = chunk({ role: 'assistant', content: '44' });
export const stopped = chunk({}, 'stop');

/** Two tries of a call, and little patience. */
export const retry = { tries: 2, base_ms: 1, patience_ms: 20, random: random(1) };

/** A server that gives these replies, or good answers of these texts, and an engine that calls it. `models` replies to the list. */
export async function startReplying(reply: (seen: Seen) => Reply | string, models?: Reply) {
  const server = await startServer(
    (seen, response) => {
      const it = reply(seen);
      if (typeof it === 'string') streamAnswer(response, [it]);
      else send(response, it);
    },
    models && (response => send(response, models)),
  );
  return { server, engine: createEndpointEngine({ baseUrl: server.baseUrl, model: 'tiny', retry }) };
}
