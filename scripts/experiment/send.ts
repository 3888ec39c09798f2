import http from 'node:http';
import https from 'node:https';
import { onAbort } from '@/lib/core/on-abort';
import { redirectTarget, type Send, type Sending, type Sent } from '@/lib/engines/endpoint/send';

/**
 * Requests by `node:http`, which takes a third of the time of Node's `fetch`: with hundreds of calls in flight, that decides how fast a
 * run is. Connections are kept, up to `inFlight` of them.
 */
export function sendByNode(inFlight: number): Send {
  const options = { keepAlive: true, maxSockets: inFlight, maxFreeSockets: inFlight };
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  return async (url, sending) => sent(await begin(url, sending, agents));
}

function begin(
  address: string,
  { method, headers, body, signal }: Sending,
  agents: { 'http:': http.Agent; 'https:': https.Agent },
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const url = new URL(address);
    const isSecure = url.protocol === 'https:';
    const request = isSecure
      ? https.request(url, { method, headers, agent: agents['https:'] })
      : http.request(url, { method, headers, agent: agents['http:'] });
    // Not the option `signal`: the agent binds that to the connection, which later requests share.
    request.on(
      'close',
      onAbort(signal, () => request.destroy()),
    );
    request.on('response', resolve);
    // Stays after the response: an abort is reported here, too.
    request.on('error', reject);
    request.end(body);
  });
}

function sent(response: http.IncomingMessage): Sent {
  const status = response.statusCode ?? 0;
  const redirect = redirectTarget(status, response.headers.location ?? null);
  // What stands in a redirect is not read; its connection is free again once it is read away.
  if (redirect) response.resume();
  // A reader that is there gets the error from `chunks`; without a listener it would end the process when nobody reads.
  response.on('error', () => {});
  const chunks = response[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  return {
    status,
    redirect,
    header(name) {
      const value = response.headers[name];
      return (Array.isArray(value) ? value.join(', ') : value) ?? null;
    },
    async read() {
      const { done = false, value } = await chunks.next();
      return { done, value: done ? undefined : (value as Uint8Array) };
    },
  };
}
