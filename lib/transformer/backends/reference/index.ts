import type { ModelConfig } from '../../config';
import type { Backend, BackendBuilder, Span, SpanResult } from '../../contract';
import { checkSpans } from '../../contract';
import { learnedFacts } from '../../learned/registry';
import { sample } from '../../sampling';
import { ListCache } from './cache';
import { Forward } from './forward';
import { Tensors } from './model';

/**
 * The reference backend: float32 weights, one token at a time, no optimisation. It is slow; the tests compare the
 * fast backends with it.
 */
export function startReferenceBackend(config: ModelConfig): Promise<BackendBuilder> {
  const tensors = new Tensors();
  return Promise.resolve({
    put: rows => tensors.put(rows),
    finish: async () => createBackend(config, tensors),
    abandon: () => tensors.clear(),
  });
}

function createBackend(config: ModelConfig, tensors: Tensors): Backend {
  const cache = new ListCache(config);
  const forward = new Forward(config, tensors.model(config), cache);

  function run({ sequence, tokens, want, capture }: Span): SpanResult {
    const results: SpanResult = { logits: [], tokens: [] };
    const recorder = capture && forward.record(capture);
    let residual = new Float32Array();
    for (const token of tokens) {
      residual = forward.forwardToken(sequence, token, recorder);
      if (want === 'every') results.logits.push(forward.logits(residual));
    }
    if (want === 'last') results.logits.push(forward.logits(residual));
    if (typeof want === 'object') results.tokens.push(sample(forward.logits(residual), want, want.index, want.allowed));
    return recorder ? { ...results, captured: recorder.capture() } : results;
  }

  return {
    name: 'reference',
    config,
    cache,
    samplesPerPass: 1,
    facts: learnedFacts(config.learned),
    forward: async spans => {
      checkSpans(spans, config);
      for (const { sequence, tokens } of spans) cache.checkContext(sequence, tokens.length);
      return spans.map(run);
    },
    weightBytes: () => tensors.bytes(),
    dispose() {
      cache.clear();
      tensors.clear();
    },
  };
}
