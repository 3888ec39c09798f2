import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { createReferenceBackend } from '@/lib/transformer/backends/reference';
import { createWasmBackend } from '@/lib/transformer/backends/wasm';
import { readKernels } from '../support/kernels';
import { randomWeights } from '../support/random-model';
import { measureAccuracy } from './accuracy';
import { environment } from './environment';
import { measurePage, type PageFigures } from './page';
import { printAccuracy, printPage, printSpeed } from './print';
import { benchShape } from './shape';
import { measureSpeed } from './speed';

/**
 * `npm run bench`: the transformer's backends against each other in Node, then, where the site is built (`out/`), its panel in a browser.
 * Prints tables and writes results.json beside this file.
 */
const rounds = 5;
const enough = 200;

async function main(): Promise<void> {
  const weights = randomWeights(benchShape, 1);
  const kernels = readKernels();
  const backends = [
    createReferenceBackend(benchShape, weights),
    await createWasmBackend(benchShape, weights, 'f32', kernels),
    await createWasmBackend(benchShape, weights, 'int8', kernels),
  ];
  const accuracy = measureAccuracy(backends);
  printAccuracy(accuracy);
  const speed = measureSpeed(backends, rounds, enough);
  printSpeed(speed);
  for (const backend of backends) backend.dispose();

  const out = fileURLToPath(new URL('../../out', import.meta.url));
  let page: PageFigures | undefined;
  if (existsSync(out)) {
    page = await measurePage(out, 3);
    printPage(page);
  } else console.log('\nThe site is not built (no out/): its page was not measured.');

  const results = { environment: environment(), shape: benchShape, accuracy, speed, page: page ?? null };
  const file = fileURLToPath(new URL('results.json', import.meta.url));
  const style = await resolveConfig(file);
  writeFileSync(file, await format(JSON.stringify(results), { ...style, filepath: file }));
}

await main();
