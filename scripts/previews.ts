/**
 * `npm run previews`: takes pictures of the built site: those that other sites show of a link, and the stills that a panel shows on a slow
 * line until it can draw. Run it after `npm run build` where a first screen has changed. `npm run previews -- stills` takes those alone.
 */
import { chromium } from 'playwright';
import { browserFlags, findBrowser } from '@/tests/support/browser';
import { takeLinkPictures } from './previews/link-pictures';
import { takeStills } from './previews/stills';
import { mainSite } from './site/build';
import { serve } from './site/serve';

const areStillsAlone = process.argv[2] === 'stills';
const served = await serve(mainSite, 0);
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
try {
  await takeStills(browser, served.url);
  if (!areStillsAlone) await takeLinkPictures(browser, served.url);
} finally {
  await browser.close();
  await served.close();
}
