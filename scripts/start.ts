import { buildIfNeeded, mainSite } from './site/build';
import { openInBrowser } from './site/open';
import { serveOnFreePort } from './site/serve';

/** `npm start`: builds the site if its sources have changed, serves it on this machine and opens it. PORT names another port. */
const port = Number(process.env.PORT ?? 3000);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`PORT must be a whole number from 0 to 65535, and is ${process.env.PORT}.`);
  process.exit(1);
}
try {
  await buildIfNeeded(mainSite);
  const { url } = await serveOnFreePort(mainSite, port);
  console.log(`\n  Loupe is at ${url}\n  Press Ctrl+C to stop.\n`);
  openInBrowser(url);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
