import type { Scope } from '@/lib/experiment/scope';

/** The same scope, whose every call also asks for the log-probability of each token that is written. */
export function withLogprobs(scope: Scope): Scope {
  return {
    path: scope.path,
    random: scope.random,
    ask: (prompt, options) => scope.ask(prompt, { ...options, logprobs: true }),
    all: (items, name, body) => scope.all(items, name, (item, sub) => body(item, withLogprobs(sub))),
    step: name => withLogprobs(scope.step(name)),
    emit: (name, value, truth) => scope.emit(name, value, truth),
  };
}
