import type { Backend } from '@/lib/transformer/contract';
import { randomTokens } from '../support/random-model';
import { rate, timed } from './measure';

export interface Scenario {
  name: string;
  /** Tokens per second, over at least `enough` milliseconds. */
  measure(backend: Backend, enough: number): number;
}

/** Steps before the sequences are forked anew, so that the context stays near its name. */
const steps = 16;

/** Decoding a batch of sequences that all have `context` tokens; a batch of five counts five tokens a step. */
function decoding(context: number, batch: number): Scenario {
  const prompts = new WeakMap<Backend, number>();
  return {
    name: `decode at ${context}, B=${batch}`,
    measure(backend, enough) {
      let prompt = prompts.get(backend);
      if (prompt === undefined) {
        prompt = backend.open();
        backend.prefill(prompt, randomTokens(context, backend.config.vocabSize, 1));
        prompts.set(backend, prompt);
      }
      const source = prompt;
      return rate(() => {
        const sequences = Array.from({ length: batch }, () => backend.fork(source));
        const milliseconds = timed(() => {
          for (let token = 1; token <= steps; token++) backend.decode(sequences.map(sequence => ({ sequence, token })));
        });
        for (const sequence of sequences) backend.release(sequence);
        return { units: steps * batch, milliseconds };
      }, enough);
    },
  };
}

function prefilling(count: number): Scenario {
  return {
    name: `prefill ${count}`,
    measure: (backend, enough) =>
      rate(() => {
        const sequence = backend.open();
        const tokens = randomTokens(count, backend.config.vocabSize, 2);
        const milliseconds = timed(() => backend.prefill(sequence, tokens));
        backend.release(sequence);
        return { units: count, milliseconds };
      }, enough),
  };
}

export const scenarios: readonly Scenario[] = [
  decoding(16, 1),
  decoding(16, 5),
  decoding(256, 1),
  decoding(256, 5),
  prefilling(64),
  prefilling(256),
];
