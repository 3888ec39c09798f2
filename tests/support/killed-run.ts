import { readFile } from 'node:fs/promises';
import { canonical, tryParseJson } from '@/lib/core/json';
import { random } from '@/lib/core/random';
import type { CallEntry, JournalEntry } from '@/lib/experiment/entry';
import type { Panel } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { startServer, streamAnswer, wait } from '../unit/engines/protocol-server';
import { atEndpoint, type CommandEnded, startCommand } from './command-line';

const panel = divideAndConquerPanel as unknown as Panel;

/** What the command runs, and how the server answers. */
export interface Work {
  link: string;
  /** Further options of the command. */
  options: readonly string[];
  answer(prompt: string, seed: number): string;
}

export interface KilledRun {
  /** Of the last process, which was left alone. */
  last: CommandEnded;
  /** Requests that the server has got, and how many of them differ. */
  asked: number;
  distinct: number;
  /** Requests whose answer was in the journal already: there must be none. */
  inVain: number;
}

/**
 * Starts the command on `calls` calls (of products, unless `work` says otherwise), kills it (SIGKILL) with `inFlight` of them under way, starts it again, and so on; the
 * process after `kills` kills runs to its end. Each is killed after another number of its answers, from `seed`.
 *
 * @param out the run file, which nothing must be beside yet
 */
export async function runAndKill(
  out: string,
  {
    calls,
    inFlight,
    kills,
    seed = 1,
    work = arithmetic(calls),
  }: { calls: number; inFlight: number; kills: number; seed?: number; work?: Work },
): Promise<KilledRun> {
  const dice = random(seed);
  const stored = new Set<string>();
  let inVain = 0;
  let answered = 0;
  const server = await startServer(async (seen, response) => {
    if (stored.has(nameOf(seen.body))) inVain++;
    await wait(10);
    const { messages, seed: own } = seen.body;
    streamAnswer(response, [work.answer(String(messages?.at(-1)?.content), Number(own))]);
    answered++;
  });
  try {
    const args = [work.link, ...work.options, ...atEndpoint(server.baseUrl, inFlight), '--out', out];
    for (let killed = 0; killed < kills; killed++) {
      // Spread so that every process gets to make calls.
      const share = Math.floor((calls - stored.size) / (kills - killed + 1));
      const until = answered + dice.integer(1, Math.max(1, share));
      const { child, ended } = startCommand(args);
      while (answered < until && child.exitCode === null) await wait(1);
      child.kill('SIGKILL');
      await ended;
      for (const { request } of await callsIn(`${out}.journal.jsonl`)) stored.add(nameOf({ ...request }));
    }
    const last = await startCommand(args).ended;
    const bodies = server.seen.map(({ body }) => canonical(body));
    return { last, asked: bodies.length, distinct: new Set(bodies).size, inVain };
  } finally {
    await server.close();
  }
}

/** What tells the calls of a run apart: what is asked, and the seed. */
const nameOf = ({ messages, seed }: { messages?: unknown; seed?: unknown }): string => canonical({ messages, seed });

/** Independent products, answered rightly. */
function arithmetic(calls: number): Work {
  const experiment = parseExperiment(
    {
      ...{ version: 1, panel: panel.id, seed: 11, model: { engine: 'endpoint', model: 'tiny' } },
      settings: { problems: 'drawn', digits: ['3'], count: calls, strategies: ['io'] },
    },
    panel,
  );
  return { link: encodeLink(experiment, panel), options: [], answer: solvePerfectly };
}

/** The whole lines of a journal that are calls. */
async function callsIn(journal: string): Promise<CallEntry[]> {
  const text = await readFile(journal, 'utf8').catch(() => '');
  const lines = text.split('\n').map(line => tryParseJson(line) as JournalEntry | undefined);
  return lines.filter(line => line?.kind === 'call');
}
