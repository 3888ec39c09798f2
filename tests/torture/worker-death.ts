import type { Page } from 'playwright';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { panelExperiment } from '../support/panel-run';
import { wait } from '../unit/engines/protocol-server';
import { badge, button, onSite, patience, resultsOnPage, runLink, underWay } from './in-browser';
import { hold, type Trial, tryAll } from './trial';

/** Long enough for a worker to die in the middle of it. */
export const longRun = encodeLink(
  panelExperiment({ problems: 'drawn', digits: ['4'], count: 24, strategies: ['cot', 'divide-and-conquer'] }),
  divideAndConquerPanel,
);

interface Death {
  times: number;
  /** Without an error that the page hears of. */
  isSilent: boolean;
}

const cases: readonly [string, Death][] = [
  ...[1, 2, 3, 4].map((times): [string, Death] => [`${times} uncaught errors`, { times, isSilent: false }]),
  ['one that ends without a word', { times: 1, isSilent: true }],
];

export const workerDeath: Trial = {
  id: 'worker-death',
  what: 'workers of the model die in the middle of a run on the page: it ends as a run in which none died',
  onSite: true,
  run: () =>
    onSite(async ({ origin, inProfile }) => {
      let [deaths, resumes] = [0, 0];
      const undisturbed = await inProfile(async page => {
        await runLink(page, origin, longRun);
        await badge(page, 'finished').waitFor();
        return resultsOnPage(page);
      });
      const tried = await tryAll(cases, ({ times, isSilent }) =>
        inProfile(async page => {
          await runLink(page, origin, longRun);
          await underWay(page);
          const ended = await endOf(page, times, isSilent);
          deaths += ended.died;
          resumes += ended.resumed;
          hold(ended.died > 0, 'the run ended before a worker died');
          hold((await resultsOnPage(page)) === undisturbed, 'it has other results');
        }),
      );
      return { ...tried, counted: `${deaths} deaths, ${resumes} times resumed by hand` };
    }),
};

/** Lets workers die until so many have, resumes a run that stopped, and waits for its end. */
async function endOf(page: Page, times: number, isSilent: boolean): Promise<{ died: number; resumed: number }> {
  let [died, resumed] = [0, 0];
  for (const end = Date.now() + patience; Date.now() < end; await wait(500)) {
    if (await badge(page, 'finished').isVisible()) return { died, resumed };
    if (await button(page, 'Resume').isVisible()) {
      await button(page, 'Resume').click();
      resumed++;
    } else if (died < times && (await die(page, isSilent))) died++;
  }
  throw new Error('it has not ended');
}

/** Ends the newest worker. False where there is none, or it has gone already. */
async function die(page: Page, isSilent: boolean): Promise<boolean> {
  const worker = page.workers().at(-1);
  if (!worker) return false;
  const told = worker.evaluate(isSilent => {
    if (isSilent) self.close();
    else
      setTimeout(() => {
        throw new Error('the worker breaks down');
      });
  }, isSilent);
  return Promise.race([told.then(() => true).catch(() => isSilent), wait(5_000).then(() => isSilent)]);
}
