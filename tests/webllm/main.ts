import { parseArgs } from 'node:util';
import { serve } from '../bench/site';
import { startBrowser } from './browser';
import { startHub } from './hub';
import { asTable, asText } from './print';
import { type Row, runScenario } from './run';
import { scenarios } from './scenarios';
import { siteOnOlderRuntime } from './site-copy';

/**
 * `npm run webllm -- --library <file.wasm>`: drives the built page with the real library of WebLLM. The file is the compiled model
 * `v0_2_48/Qwen2-0.5B-Instruct-q4f32_1-ctx4k_cs1k-webgpu.wasm` of mlc-ai/binary-mlc-llm-libs; weights are random. Words behind it run these
 * scenarios alone; `--whole` does all arithmetic. Takes a software adapter, hence minutes: see README.md beside this file.
 */
const { values, positionals } = parseArgs({
  options: { library: { type: 'string' }, whole: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (values.library === undefined) throw new Error('Name a compiled model: npm run webllm -- --library <file.wasm>');
const wrong = positionals.find(word => !scenarios.some(({ id }) => id === word));
if (wrong !== undefined) throw new Error(`No scenario "${wrong}": ${scenarios.map(({ id }) => id).join(', ')}.`);

const site = await serve(await siteOnOlderRuntime());
const hub = await startHub(values.library);
const rows: Row[] = [];
for (const scenario of scenarios) {
  if (positionals.length > 0 && !positionals.includes(scenario.id)) continue;
  // A browser whose GPU process was ended several times gives its pages no adapter any more.
  const browser = await startBrowser(hub.port);
  for await (const row of runScenario(scenario, { hub, browser, origin: site.origin, isWhole: values.whole })) {
    rows.push(row);
    console.log(asText(row));
  }
  await browser.close();
}
hub.close();
site.close();
console.log(`\n${asTable(rows)}`);
if (rows.some(({ outcome }) => outcome !== 'ok')) process.exitCode = 1;
