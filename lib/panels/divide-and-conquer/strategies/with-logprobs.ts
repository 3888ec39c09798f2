import type { Scope } from '@/lib/experiment/scope';

/** The same scope, whose every call also asks for the log-probability of each token that is written. */
export function withLogprobs(scope: Scope): Scope {
  return {
    ...scope,
    ask: (prompt, options) => scope.ask(prompt, { ...options, logprobs: true }),
    all: (items, name, body, options) => scope.all(items, name, (item, sub) => body(item, withLogprobs(sub)), options),
    step: (name, options) => withLogprobs(scope.step(name, options)),
  };
}
