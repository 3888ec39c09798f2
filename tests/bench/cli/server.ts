import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A process of its own: an OpenAI-compatible server that answers every call after 20 ms with a short streamed answer. It times the
 * calls itself, from the first that comes to the last that is answered, so that all who call it are measured by one clock. Told `begin`
 * by its parent, it starts to count; told `end`, it says how many calls it answered and how long they took.
 */
const latency = 20;

const chunk = (content: string, finish_reason: string | null = null) =>
  `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', model: 'mock', choices: [{ index: 0, delta: { content }, finish_reason }] })}\n\n`;
const usage = { prompt_tokens: 12, completion_tokens: 6, total_tokens: 18 };
const answer = Buffer.from(
  [
    ...['4', '2', '4', '2', '4', '2'].map(piece => chunk(piece)),
    chunk('', 'stop'),
    `data: ${JSON.stringify({ id: 'x', model: 'mock', choices: [], usage })}\n\n`,
    'data: [DONE]\n\n',
  ].join(''),
);

let calls = 0;
let first = 0;
let last = 0;
let open = 0;
let most = 0;

const server = createServer((request, response) => {
  if (request.method === 'GET') return void response.end('{"data":[{"id":"mock"}]}');
  if (calls + open === 0) first = performance.now();
  most = Math.max(most, ++open);
  request.resume();
  request.on('end', () =>
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(answer);
      open--;
      calls++;
      last = performance.now();
    }, latency),
  );
});
server.keepAliveTimeout = 60_000;

process.on('message', message => {
  if (message === 'begin') calls = first = last = most = 0;
  else process.send?.({ calls, milliseconds: last - first, most });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
