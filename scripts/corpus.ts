/**
 * `npm run corpus`: the training corpus of the embedded model, made by the panel's own programs with a perfect solver. Writes token
 * rows to `training/corpus/` (one pair of files a kind of call) and the tokenizer to the model's folder. Takes four minutes;
 * `npm run corpus -- leaf` writes one kind alone.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import type { Strategy } from '@/lib/prompting/contract';
import { chainOfThought } from '@/lib/prompting/chain-of-thought';
import { divideAndConquer } from '@/lib/prompting/divide-and-conquer';
import { io } from '@/lib/prompting/io';
import { isHeldOut, type Multiplication } from '@/lib/tasks/multiplication/problem';
import { random, type Random } from '@/lib/ground/random';
import { multiplication } from '@/lib/tasks/multiplication/task';
import { drawOptions, drawTraining, isHeldOutSplit, rowTouchesHeldOut, treeTouchesHeldOut } from './corpus/problems';
import { makeTokenizer } from './corpus/tokenizer';
import { perfectScope, type Transcript } from './corpus/transcripts';

const SEED = 2024_0208;
const MODEL_FOLDER = 'public/models/loupe-arithmetic';
const CORPUS_FOLDER = 'training/corpus';

interface Kind {
  strategy: Strategy;
  rows: number;
  /** Whether this strategy's transcript of the problem would hold a pair that is reserved for measuring. */
  leaks: (problem: Multiplication, leaf: number) => boolean;
  /** How likely a call is to become a row; 0 for the calls of other kinds. */
  chance: (call: Transcript, last: boolean) => number;
}

/** The kinds of call that the programs make, with the number of rows of each. */
const KINDS: Record<string, Kind> = {
  direct: { strategy: io, rows: 200_000, leaks: isHeldOut, chance: () => 1 },
  stepwise: {
    strategy: chainOfThought,
    rows: 90_000,
    leaks: problem => isHeldOut(problem) || rowTouchesHeldOut(problem),
    chance: () => 1,
  },
  split: {
    strategy: divideAndConquer,
    rows: 50_000,
    leaks: treeTouchesHeldOut,
    chance: call => (call.name.startsWith('split') ? 0.3 : 0),
  },
  // The prompts of `direct`, but as divide-and-conquer asks them: mostly of two single digits.
  leaf: {
    strategy: divideAndConquer,
    rows: 60_000,
    leaks: treeTouchesHeldOut,
    chance: call => (call.name === 'solve' ? 0.1 : 0),
  },
  merge: {
    strategy: divideAndConquer,
    rows: 200_000,
    leaks: treeTouchesHeldOut,
    // The last merge is the root's: the longest numbers, so always taken; of the inner ones a quarter.
    chance: (call, last) => (call.name === 'merge' ? (last ? 1 : 0.25) : 0),
  },
};

/** Transcripts of one training problem; none if they would leak. */
async function transcripts({ strategy, leaks }: Kind, stream: Random): Promise<Transcript[]> {
  const problem = drawTraining(stream);
  const options = drawOptions(stream);
  if (leaks(problem, options.leaf)) return [];
  const calls: Transcript[] = [];
  await strategy.solve(
    multiplication,
    problem,
    options,
    perfectScope(call => calls.push(call)),
  );
  return calls.filter(call => !call.name.startsWith('split') || !isHeldOutSplit(/\d+/.exec(call.prompt)?.[0] ?? ''));
}

/** Endless stream of a kind's rows. */
async function* rows(kind: string): AsyncGenerator<Transcript> {
  const definition = KINDS[kind] as Kind;
  const stream = random(SEED).fork(kind);
  for (;;) {
    const calls = await transcripts(definition, stream);
    for (const [index, call] of calls.entries()) {
      if (stream.next() < definition.chance(call, index === calls.length - 1)) yield call;
    }
  }
}

async function sample(kind: string, count: number): Promise<Transcript[]> {
  const taken: Transcript[] = [];
  for await (const call of rows(kind)) {
    taken.push(call);
    if (taken.length === count) break;
  }
  return taken;
}

mkdirSync(CORPUS_FOLDER, { recursive: true });
mkdirSync(MODEL_FOLDER, { recursive: true });

/** Kinds that hold all words between them: the tokenizer is learned from these. */
const WORDS = ['direct', 'stepwise', 'split', 'merge'];
const texts = (await Promise.all(WORDS.map(kind => sample(kind, 500)))).flat();
const { tokenizer: json, config } = makeTokenizer(texts.flatMap(({ prompt, answer }) => [prompt, answer]));
writeFileSync(`${MODEL_FOLDER}/tokenizer.json`, JSON.stringify(json));
writeFileSync(`${MODEL_FOLDER}/tokenizer_config.json`, JSON.stringify(config, null, 2) + '\n');
const tokenizer = new Tokenizer(json, config);

const wanted = process.argv.slice(2);
for (const [kind, { rows: count }] of Object.entries(KINDS)) {
  if (wanted.length > 0 && !wanted.includes(kind)) continue;
  const tokens: number[] = [];
  // One row: where it ends in the token file, and how many of its tokens are prompt (no loss on those).
  const index = new Uint32Array(2 * count);
  let row = 0;
  for await (const { prompt, answer } of rows(kind)) {
    const asked = tokenizer.encode(`<|user|>${prompt}<|assistant|>`).ids;
    for (const id of asked) tokens.push(id);
    for (const id of tokenizer.encode(`${answer}<|end|>`).ids) tokens.push(id);
    index.set([tokens.length, asked.length], 2 * row);
    if (++row === count) break;
  }
  writeFileSync(`${CORPUS_FOLDER}/${kind}.tokens.u16`, Uint16Array.from(tokens));
  writeFileSync(`${CORPUS_FOLDER}/${kind}.rows.u32`, index);
  console.log(`${kind}: ${count} rows, ${tokens.length} tokens, vocabulary ${Object.keys(json.model.vocab).length}`);
}
