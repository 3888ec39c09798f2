/**
 * `npx tsx tests/oracle/record.ts`: has llama.cpp (in wllama) and ONNX Runtime compute the cases anew, in headless Chromium, and writes
 * llama.json beside this file. `tests/unit/transformer/peers.test.ts` holds the backends against it.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { type BenchWindow, startHost } from '../bench/browser/host';
import { installPeers } from '../bench/peers/install';
import type { OracleFile } from './cases';

const versions = installPeers();
const host = await startHost('software');
try {
  const page = await host.open();
  const { version, cases } = await page.evaluate(() =>
    (globalThis as unknown as BenchWindow).bench.recordOracle(`${location.origin}/packages`),
  );
  const recorded = {
    date: new Date().toISOString().slice(0, 10),
    first: `${version} in @wllama/wllama ${versions['@wllama/wllama']}, F32`,
    second: `onnxruntime-web ${versions['onnxruntime-web']}, WebAssembly`,
  };
  const file = fileURLToPath(new URL('llama.json', import.meta.url));
  const content: OracleFile = { recorded, cases };
  const style = await resolveConfig(file);
  writeFileSync(file, await format(JSON.stringify(content), { ...style, filepath: file }));
} finally {
  await host.close();
}
