import { mkdirSync, writeFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import { type Random, random } from '@/lib/core/random';
import { type Kind, kinds } from './kinds';
import { drawOptions, isHeldOutSplit } from './problems';
import { makeTokenizer } from './tokenizer';
import { perfectScope, type Transcript } from './transcripts';

const SEED = 2024_0208;
const CORPUS_FOLDER = 'training/corpus';

/** Transcripts of one training problem; none if they would leak. */
async function transcripts({ prompts: prompts, strategy, draw, leaks }: Kind, stream: Random): Promise<Transcript[]> {
  const problem = draw(stream);
  const options = drawOptions(stream);
  if (leaks(problem, options.leaf)) return [];
  const calls: Transcript[] = [];
  await strategy.solve(
    prompts,
    problem,
    options,
    perfectScope(call => calls.push(call)),
  );
  return calls.filter(call => !call.prompt.startsWith('Split') || !isHeldOutSplit(/\d+/.exec(call.prompt)?.[0] ?? ''));
}

/** Endless stream of a kind's rows. */
async function* rows(kind: string): AsyncGenerator<Transcript> {
  const definition = kinds[kind] as Kind;
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

/** Writes the token rows of the kinds that are named, or of all, and the tokenizer. */
export async function writeArithmeticCorpus(wanted: readonly string[]): Promise<void> {
  mkdirSync(CORPUS_FOLDER, { recursive: true });

  /** The tokenizer is learned from a sample of every kind, so that it holds all words. */
  const texts = (await Promise.all(Object.keys(kinds).map(kind => sample(kind, 200)))).flat();
  const { tokenizer: json, config } = makeTokenizer(texts.flatMap(({ prompt, answer }) => [prompt, answer]));
  writeFileSync(`${CORPUS_FOLDER}/tokenizer.json`, JSON.stringify(json));
  writeFileSync(`${CORPUS_FOLDER}/tokenizer_config.json`, JSON.stringify(config, null, 2) + '\n');
  const tokenizer = new Tokenizer(json, config);

  for (const [kind, { rows: count }] of Object.entries(kinds)) {
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
}
