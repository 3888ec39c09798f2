import { randomTokens } from '../../support/random-model';
import { measureAccuracy } from '../accuracy';
import { type Contender, usualSteps } from '../contender';
import { measureDuels } from '../duels';
import { measureSamples } from '../samples';
import { benchShape } from '../shape';
import { measureSpeed } from '../speed';
import { targets } from '../targets';
import { type ContenderName, openContender, openOurs } from './contenders';
import { measureGpu } from './gpu';
import { recordOracle } from './oracle';

/** All that can be opened here; of the others it says why not, and their figures are missing. */
async function openAll(names: readonly ContenderName[]): Promise<Contender[]> {
  const contenders: Contender[] = [];
  for (const name of names) {
    try {
      contenders.push(await openContender(name));
    } catch (error) {
      console.log(`${name} cannot be measured: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return contenders;
}

/** Speed and accuracy of all these in one run. */
async function compare(names: readonly ContenderName[], rounds: number, enough: number) {
  const contenders = await openAll(names);
  const accuracy = await measureAccuracy(contenders.filter(({ name }) => name !== 'onnxruntime-web webgpu'));
  const speed = await measureSpeed(contenders, rounds, enough);
  const facts = Object.fromEntries(contenders.map(({ name, facts = {} }) => [name, facts]));
  for (const contender of contenders) contender.dispose();
  return { accuracy, speed, facts };
}

/** Each target's two, one right after the other. */
async function duel(names: readonly ContenderName[], rounds: number, enough: number) {
  const contenders = await openAll(names);
  const figures = await measureDuels(targets, contenders, rounds, enough);
  for (const contender of contenders) contender.dispose();
  return figures;
}

async function samples(rounds: number) {
  const backends = [await openOurs('wasm-f32'), await openOurs('wasm-int8')];
  const figures = await measureSamples(backends, rounds);
  for (const backend of backends) backend.dispose();
  return figures;
}

let held: Contender | undefined;

/**
 * Opens one and has it read a prompt and answer; it stays open, so that its memory can be looked at from outside. Null where it cannot be
 * opened.
 */
async function hold(
  name: ContenderName,
  prompt: number,
): Promise<{ bytes?: { weights: number; cache: number } } | null> {
  [held] = await openAll([name]);
  if (!held) return null;
  await held.decode(randomTokens(prompt, benchShape.vocabSize, 1), 1, held.steps ?? usualSteps);
  return held.bytes ? { bytes: held.bytes() } : {};
}

/** What the page can be told to do, from outside. Everything runs on its one thread; wllama brings a worker of its own. */
const api = { compare, duel, samples, hold, measureGpu, recordOracle };

export type PageApi = typeof api;

(globalThis as unknown as { bench: PageApi }).bench = api;
