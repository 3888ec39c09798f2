import type { Backend, Span, SpanResult } from '../contract';
import { learnedMethod } from '../learned/registry';

/**
 * Wraps a backend so that sequences with tracked attention accumulate the weights that their slots receive. Works
 * through captures alone, so that no kernel implements it; other sequences pass unchanged.
 */
export function withAccumulatedAttention(backend: Backend): Backend {
  const { config, cache } = backend;
  const group = config.heads / config.kvHeads;
  const allHeads = Array.from({ length: config.layers * config.heads }, (_, i) => ({
    layer: Math.floor(i / config.heads),
    head: i % config.heads,
  }));

  /** Whether tokens take the slots of others within a pass. */
  const evicts = config.learned !== undefined && !learnedMethod(config.learned).merges;

  /** Samples one token at a time, because tokens sampled within a pass are not captured. */
  const withCapture = ({ want, capture, ...span }: Span): Span => ({
    ...span,
    want: typeof want === 'object' ? { ...want, count: 1 } : want,
    capture: { ...capture, attention: [...(capture?.attention ?? []), ...allHeads] },
  });

  function accumulate({ sequence, capture }: Span, { captured, ...result }: SpanResult): SpanResult {
    const requested = capture?.attention?.length ?? 0;
    captured!.attention.slice(requested).forEach((tokens, i) => {
      const { layer, head } = allHeads[i]!;
      const positions = evicts ? captured!.positions?.[requested + i] : undefined;
      for (const [token, weights] of tokens.entries())
        cache.accumulateAttention({ sequence, layer, head: Math.floor(head / group) }, weights, positions?.[token]);
    });
    return capture
      ? {
          ...result,
          captured: {
            ...captured!,
            attention: captured!.attention.slice(0, requested),
            ...(captured!.positions && { positions: captured!.positions.slice(0, requested) }),
          },
        }
      : result;
  }

  return {
    ...backend,
    weightBytes: () => backend.weightBytes(),
    dispose: () => backend.dispose(),
    async forward(spans) {
      const isTracked = spans.map(({ sequence }) => cache.tracksAttention(sequence));
      const results = await backend.forward(spans.map((span, i) => (isTracked[i] ? withCapture(span) : span)));
      return results.map((result, i) => (isTracked[i] ? accumulate(spans[i]!, result) : result));
    },
  };
}
