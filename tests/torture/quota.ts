import { failures } from '@/lib/core/failure';
import { badge, onSite, resultsOnPage, runLink } from './in-browser';
import { hold, type Trial, tryAll } from './trial';
import { longRun } from './worker-death';

/** Bytes that the browser lends the site: hardly any, less than a run, less than the offline copy, and enough. */
const quotas = [1, 1_000, 20_000, 100_000, 300_000, 1_000_000, 5_000_000];

/** The storage of the page is full from the start, or in the middle of a run. */
export const quota: Trial = {
  id: 'quota',
  what: 'a run on the page with almost no storage: it ends with every answer, can be exported, and says what is not stored',
  onSite: true,
  run: () =>
    onSite(async ({ origin, inProfile }) => {
      let told = 0;
      const run = (quotaSize?: number) =>
        inProfile(async (page, context) => {
          const devtools = await context.newCDPSession(page);
          if (quotaSize !== undefined) await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
          await runLink(page, origin, longRun);
          await badge(page, 'finished').waitFor();
          const isTold = await page.getByText(failures['store-unavailable'].sentence).first().isVisible();
          if (isTold) told++;
          return { results: await resultsOnPage(page), isTold };
        });
      const whole = await run();
      const tried = await tryAll(
        quotas.map(size => [`${size} bytes`, size] as const),
        async size => {
          const { results, isTold } = await run(size);
          hold(results === whole.results, 'it has other results');
          hold(isTold || size > 20_000, 'nothing says that the run is not stored');
        },
      );
      return { ...tried, counted: `${told} times it said that the run is not stored` };
    }),
};
