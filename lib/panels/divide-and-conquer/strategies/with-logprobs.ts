import type { Scope } from '@/lib/experiment/scope';

/** The same scope, whose every call also asks for the log-probability of each token that is written. */
export function withLogprobs(scope: Scope): Scope {
  return {
    path: scope.path,
    random: scope.random,
    ask: (prompt, options) => scope.ask(prompt, { ...options, logprobs: true }),
    all: (items, name, body, options) => scope.all(items, name, (item, sub) => body(item, withLogprobs(sub)), options),
    step: (name, options) => withLogprobs(scope.step(name, options)),
    embed: (texts, options) => scope.embed(texts, options),
    measure: (instrument, input, options) => scope.measure(instrument, input, options),
    emit: (name, value, options) => scope.emit(name, value, options),
  };
}
