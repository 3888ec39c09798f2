import { readFile } from 'node:fs/promises';
import { canonical } from '@/lib/core/json';
import { random } from '@/lib/core/random';
import { importFile } from '@/lib/experiment/import';
import { findPanel } from '@/lib/panels/index';
import { atEndpoint, startCommand } from '../support/command-line';
import { startServer, streamAnswer, wait } from '../unit/engines/protocol-server';
import { inFolder } from './folder';
import { callOf, products, rightAnswer } from './products';
import { hold, type Trial, tryAll } from './trial';

const kills = 20;
const inFlight = 16;
/** Calls of the run: enough for every kill to come before the end. */
const calls = 1000;
/** Milliseconds of the server for an answer. */
const latency = 15;

/**
 * The command line is killed with `inFlight` calls under way and started again, over and over on one run. What the journal held at a kill is
 * never asked again, no kill costs more calls than were under way, and the run ends as one that was never disturbed.
 */
export const killed: Trial = {
  id: 'kills',
  what: `SIGKILL of the command line with ${inFlight} calls in flight: only calls under way are asked again`,
  run: () =>
    inFolder(async file => {
      const asked = new Map<string, number>();
      const draw = random(3);
      let answered = 0;
      let onFull = () => {};
      const server = await startServer(async (seen, response) => {
        asked.set(callOf(seen), (asked.get(callOf(seen)) ?? 0) + 1);
        if (server.open() === inFlight) onFull();
        await wait(latency);
        if (response.destroyed) return;
        streamAnswer(response, [rightAnswer(seen)]);
        answered++;
      });
      const sent = () => [...asked.values()].reduce((sum, times) => sum + times, 0);
      const args = (name: string) => [products(calls), ...atEndpoint(server.baseUrl, inFlight), '--out', file(name)];
      const kept = async () =>
        (await readFile(file('run.jsonl.journal.jsonl'), 'utf8')).split('\n').filter(isWholeCall).length;
      try {
        let [lost, most, again] = [0, 0, 0];
        const rounds = Array.from({ length: kills }, (_, nth) => [`kill ${nth + 1}`, draw.integer(5, 30)] as const);
        const tried = await tryAll(rounds, async more => {
          const before = answered;
          const { child, ended } = startCommand(args('run.jsonl'));
          onFull = () => answered >= before + more && child.kill('SIGKILL');
          const { code, err } = await ended;
          onFull = () => {};
          hold(code === null, `it ended by itself with ${code}: ${err.slice(-300)}`);
          const lostNow = sent() - (await kept()) - lost;
          lost += lostNow;
          most = Math.max(most, lostNow);
          hold(lostNow <= inFlight, `${lostNow} calls were sent whose answers are not in the journal`);
        });
        const end = await tryAll([['the run after all kills', null]], async () => {
          const last = await startCommand(args('run.jsonl')).ended;
          hold(last.code === 0, `it ends with ${last.code}: ${last.err.slice(-300)}`);
          hold(asked.size === calls, `${asked.size} of ${calls} calls were asked`);
          again = sent() - asked.size;
          hold(again === lost, `${again} calls were asked again, ${lost} were lost`);
          const whole = await startCommand(args('whole.jsonl')).ended;
          hold(whole.code === 0, `a run without a kill ends with ${whole.code}`);
          hold(
            (await resultsIn(file('run.jsonl'))) === (await resultsIn(file('whole.jsonl'))),
            'its results are others',
          );
        });
        return {
          tried: tried.tried + end.tried,
          passed: tried.passed + end.passed,
          faults: [...tried.faults, ...end.faults],
          counted: `at most ${most} calls asked again after a kill, ${again} in all`,
        };
      } finally {
        await server.close();
      }
    }),
};

const isWholeCall = (line: string): boolean => line.startsWith('{"kind":"call"') && line.endsWith('}');

async function resultsIn(name: string): Promise<string> {
  const imported = await importFile(await readFile(name, 'utf8'), findPanel);
  return imported.kind === 'run' ? canonical(imported.run.results as never) : imported.kind;
}
