import { Failure } from '@/lib/core/failure';
import { random } from '@/lib/core/random';
import type { Answer, AskOptions, Scope } from '@/lib/experiment/scope';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';

/** One call as the perfect solver answers it. */
export interface Transcript {
  name: string;
  prompt: string;
  answer: string;
}

const measures = {
  finish_reason: 'stop',
  usage: { prompt_tokens: 0, completion_tokens: 0 },
  timings: { first_token_ms: 0, total_ms: 0 },
} as const;

/** A scope in which every call is answered perfectly and at once; the calls are what is wanted of it. */
export function perfectScope(onCall: (transcript: Transcript) => void, path: readonly string[] = []): Scope {
  const below = (name: string) => perfectScope(onCall, [...path, name]);
  return {
    path,
    random: random(0),
    // Not `async`: a corpus asks millions of times, and a resolved promise is all that is needed.
    ask(prompt: string, { name = 'answer', parse }: AskOptions = {}): Promise<Answer> {
      const text = solvePerfectly(prompt);
      onCall({ name, prompt, answer: text });
      return Promise.resolve({ ...measures, text, parsed: parse?.(text, 'stop') ?? null });
    },
    all: (items, name, body) => Promise.all(items.map((item, index) => body(item, below(name(item, index))))),
    step: name => below(name),
    embed: () => Promise.reject(new Failure('embedding-unsupported')),
    measure: () => Promise.reject(new Failure('measuring-unsupported')),
    emit: () => undefined,
  };
}
