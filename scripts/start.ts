import { buildIfNeeded, mainSite } from './site/build';
import { addressesOfMachine, networkText } from './site/network';
import { openInBrowser } from './site/open';
import { serveOnFreePort } from './site/serve';

/**
 * `npm start`: builds the site if its sources have changed, serves it on this machine and opens it. `-- --host` serves it to the network too, for a
 * classroom. PORT names another port.
 */
const port = Number(process.env.PORT ?? 3000);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`PORT must be a whole number from 0 to 65535, and is ${process.env.PORT}.`);
  process.exit(1);
}
const [option, ...more] = process.argv.slice(2);
if ((option !== undefined && option !== '--host') || more.length > 0) {
  console.error('npm start knows one option: npm start -- --host serves the site to this network.');
  process.exit(1);
}
try {
  await buildIfNeeded(mainSite);
  const isOpen = option === '--host';
  const { url } = await serveOnFreePort(mainSite, port, isOpen);
  console.log(`\n  Loupe is at ${url}\n  Press Ctrl+C to stop.\n`);
  if (isOpen) console.log(networkText(url, addressesOfMachine()));
  openInBrowser(url);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
