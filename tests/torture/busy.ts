import { atEndpoint, startCommand } from '../support/command-line';
import { startServer } from '../unit/engines/protocol-server';
import { products } from './products';
import { hold, type Trial, tryAll } from './trial';

/** More requests than these would make a storm of it. */
const mostRequests = 20;

const bodies = {
  'without a word': {},
  'for a minute': { 'retry-after': '60' },
  'until a date': { 'retry-after': 'Wed, 21 Oct 2099 07:28:00 GMT' },
  'for no number': { 'retry-after': 'soon' },
};

/** A server that says 429 to every call, in every way in which servers say it, to few and to many calls at once. */
export const busy: Trial = {
  id: 'busy',
  what: `a server that answers 429 to all: fewer than ${mostRequests} requests, exit code not 0, no score`,
  async run() {
    let most = 0;
    const cases = Object.entries(bodies).flatMap(([name, headers]) =>
      [1, 16, 256].map(inFlight => [`${name}, ${inFlight} at once`, { headers, inFlight }] as const),
    );
    const tried = await tryAll(cases, async ({ headers, inFlight }) => {
      const server = await startServer((_, response) => void response.writeHead(429, headers).end('{"error":"busy"}'));
      try {
        const args = [products(300), ...atEndpoint(server.baseUrl, inFlight), '--patience', '4'];
        const { code, out, err } = await startCommand(args).ended;
        most = Math.max(most, server.seen.length);
        hold(server.seen.length < mostRequests, `${server.seen.length} requests were made`);
        hold(code !== 0 && code !== null, `it ends with ${code}`);
        hold(err.includes('429'), `it does not say why: ${err.slice(-300)}`);
        hold(!/\d\.\d to \d/.test(out), `it prints a score: ${out.slice(0, 300)}`);
      } finally {
        await server.close();
      }
    });
    return { ...tried, counted: `at most ${most} requests` };
  },
};
