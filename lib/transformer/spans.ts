import type { ModelConfig } from './config';
import type { Span } from './contract';

/** What every backend refuses before a pass. These are mistakes of the caller, not failures of a run. */
export function checkSpans(spans: readonly Span[], { vocabSize }: ModelConfig): void {
  for (const { tokens } of spans) {
    if (tokens.length === 0) throw new RangeError('A span has at least one token');
    for (const token of tokens)
      if (!Number.isInteger(token) || token < 0 || token >= vocabSize)
        throw new RangeError(`Token ${token} is not in a vocabulary of ${vocabSize}`);
  }
  if (new Set(spans.map(span => span.sequence)).size < spans.length)
    throw new RangeError('A pass has one span of each sequence');
}
