import { atEndpoint, startCommand } from '../support/command-line';
import { startServer, streamAnswer, wait } from '../unit/engines/protocol-server';
import { inFolder } from './folder';
import { callOf, products, rightAnswer } from './products';
import { hold, type Trial, tryAll } from './trial';

const rounds = 10;
const calls = 200;

/** The same command twice at once: one of them runs, the other says that it does and sends nothing. */
export const twoProcesses: Trial = {
  id: 'two-processes',
  what: 'two processes that write to one --out at once: no call is asked twice',
  async run() {
    let asks = 0;
    const names = Array.from({ length: rounds }, (_, nth) => [`round ${nth + 1}`, nth] as const);
    const tried = await tryAll(names, () =>
      inFolder(async file => {
        const asked: string[] = [];
        const server = await startServer(async (seen, response) => {
          asked.push(callOf(seen));
          await wait(10);
          streamAnswer(response, [rightAnswer(seen)]);
        });
        try {
          const args = [products(calls), ...atEndpoint(server.baseUrl, 8), '--out', file('run.jsonl')];
          const codes = (await Promise.all([startCommand(args).ended, startCommand(args).ended])).map(end => end.code);
          asks += asked.length;
          hold(new Set(asked).size === asked.length, `${asked.length - new Set(asked).size} calls were asked twice`);
          hold(asked.length === calls, `${asked.length} of ${calls} calls were asked`);
          hold(codes.includes(0) && codes.some(code => code !== 0), `they end with ${codes.join(' and ')}`);
        } finally {
          await server.close();
        }
      }),
    );
    return { ...tried, counted: `${asks} calls asked of ${rounds * calls}` };
  },
};
