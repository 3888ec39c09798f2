import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test sees of one request. */
export interface Seen {
  path: string;
  authorization: string | undefined;
  body: { messages?: { content: string }[]; [field: string]: unknown };
}

export interface ProtocolServer {
  baseUrl: string;
  seen: Seen[];
  /** Requests now open, and the most that were open at once. */
  open: () => number;
  most: () => number;
  /** Requests whose connection was closed by the client before they ended. */
  abandoned: () => number;
  close(): Promise<void>;
}

export type Behaviour = (seen: Seen, response: ServerResponse, nth: number) => void | Promise<void>;

const listModels = (response: ServerResponse): void => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ object: 'list', data: [{ id: 'tiny' }, { id: 'small' }] }));
};

/** A real HTTP server on a free local port. `behave` answers each POST, `models` what asks for the list of models. */
export async function startServer(
  behave: Behaviour,
  models: (response: ServerResponse) => void = listModels,
): Promise<ProtocolServer> {
  const seen: Seen[] = [];
  let open = 0;
  let most = 0;
  let abandoned = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request);
    const entry: Seen = { path: request.url ?? '', authorization: request.headers.authorization, body };
    if (request.url === '/v1/models') return models(response);
    seen.push(entry);
    most = Math.max(most, ++open);
    response.on('close', () => {
      open--;
      if (!response.writableEnded) abandoned++;
    });
    await behave(entry, response, seen.length);
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    seen,
    open: () => open,
    most: () => most,
    abandoned: () => abandoned,
    close: () =>
      new Promise(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Seen['body']> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Seen['body']);
}

export const wait = (ms: number) => new Promise<void>(done => setTimeout(done, ms));

/** One `chat.completion.chunk` as an event. */
export const event = (delta: Record<string, unknown>, more: Record<string, unknown> = {}, choice = {}) =>
  `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', model: 'tiny', choices: [{ index: 0, delta, finish_reason: null, ...choice }], ...more })}\n\n`;

export const usageEvent = (prompt_tokens: number, completion_tokens: number) =>
  `data: ${JSON.stringify({ id: 'x', model: 'tiny', choices: [], usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens } })}\n\n`;

/** Streams a whole, right answer. */
export function streamAnswer(response: ServerResponse, words: string[], prompt_tokens = 7): void {
  response.setHeader('content-type', 'text/event-stream; charset=utf-8');
  response.write(event({ role: 'assistant', content: '' }));
  for (const word of words) response.write(event({ content: word }));
  response.write(event({}, {}, { finish_reason: 'stop' }));
  response.write(usageEvent(prompt_tokens, words.length));
  response.end('data: [DONE]\n\n');
}
