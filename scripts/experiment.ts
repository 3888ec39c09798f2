/**
 * Runs an experiment in Node: `npm run experiment -- <link or file> [options]`; `--help` says which. The same programs as in the
 * browser, against the embedded model or any OpenAI-compatible server.
 */
import { findPanel } from '@/lib/panels/index';
import { main } from './experiment/main';

/** Ctrl-C once stops in good order; twice at once. */
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.on(name, () => {
    if (stop.signal.aborted) process.exit(130);
    process.stderr.write('\nStopping\u2026\n');
    stop.abort();
  });

process.exitCode = await main(
  process.argv.slice(2),
  { out: process.stdout, err: process.stderr, env: process.env, stop: stop.signal },
  findPanel,
);
