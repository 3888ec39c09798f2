import type { Backend, Span, SpanResult } from '../contract';

/**
 * A backend whose tracked sequences add up the attention that their slots receive. It is written once, over what a span can observe, so
 * that no kernel knows of it; sequences that are not tracked pass through untouched.
 */
export function withAccumulatedAttention(backend: Backend): Backend {
  const { config, cache } = backend;
  const group = config.heads / config.kvHeads;
  const allHeads = Array.from({ length: config.layers * config.heads }, (_, i) => ({
    layer: Math.floor(i / config.heads),
    head: i % config.heads,
  }));

  /** One draw at a time: what is drawn within a pass is not observed. */
  const withCapture = ({ want, capture, ...span }: Span): Span => ({
    ...span,
    want: typeof want === 'object' ? { ...want, count: 1 } : want,
    capture: { ...capture, attention: [...(capture?.attention ?? []), ...allHeads] },
  });

  function accumulate({ sequence, capture }: Span, { captured, ...result }: SpanResult): SpanResult {
    const requested = capture?.attention?.length ?? 0;
    captured!.attention.slice(requested).forEach((tokens, i) => {
      const { layer, head } = allHeads[i]!;
      for (const weights of tokens)
        cache.accumulateAttention({ sequence, layer, head: Math.floor(head / group) }, weights);
    });
    return capture
      ? { ...result, captured: { ...captured!, attention: captured!.attention.slice(0, requested) } }
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
