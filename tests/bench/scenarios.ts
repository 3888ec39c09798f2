import { randomTokens } from '../support/random-model';
import { type Contender, fullRange, usualSteps } from './contender';
import { rate } from './measure';
import { benchShape } from './shape';

export interface Scenario {
  name: string;
  /** Whether this contender is asked. */
  suits(contender: Contender): boolean;
  /** Tokens per second, over at least `enough` milliseconds; a batch of five counts five tokens a step. */
  measure(contender: Contender, enough: number): Promise<number>;
}

/** Shorter prompts are beginnings of longer ones, which a peer that keeps what it read (wllama) gains from. */
const text = randomTokens(1024, benchShape.vocabSize, 1);
const prompts = new Map<number, readonly number[]>();

function promptOf(tokens: number): readonly number[] {
  const prompt = prompts.get(tokens) ?? text.slice(0, tokens);
  prompts.set(tokens, prompt);
  return prompt;
}

export const decodingName = (context: number, batch: number): string => `decode at ${context}, B=${batch}`;
export const prefillName = (tokens: number): string => `prefill ${tokens}`;

function decoding(context: number, batch: number): Scenario {
  return {
    name: decodingName(context, batch),
    suits: ({ range }) => range.contexts.includes(context) && range.batches.includes(batch),
    measure(contender, enough) {
      const steps = contender.steps ?? usualSteps;
      return rate(batch * steps, () => contender.decode(promptOf(context), batch, steps), enough);
    },
  };
}

function prefilling(tokens: number): Scenario {
  return {
    name: prefillName(tokens),
    suits: ({ range }) => range.prefills.includes(tokens),
    measure: (contender, enough) => rate(tokens, () => contender.prefill(promptOf(tokens)), enough),
  };
}

const { contexts, batches, prefills } = fullRange;

export const scenarios: readonly Scenario[] = [
  ...batches.flatMap(batch => contexts.map(context => decoding(context, batch))),
  ...prefills.map(prefilling),
];
