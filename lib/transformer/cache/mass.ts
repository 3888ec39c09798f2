import type { Backend, Span, SpanResult } from '../contract';

/**
 * A backend whose tracked sequences add up the attention that their slots receive. It is written once, over what a span can observe, so
 * that no kernel knows of it; sequences that are not tracked pass through untouched.
 */
export function withMass(backend: Backend): Backend {
  const { config, cache } = backend;
  const group = config.heads / config.kvHeads;
  const everyHead = Array.from({ length: config.layers * config.heads }, (_, i) => ({
    layer: Math.floor(i / config.heads),
    head: i % config.heads,
  }));

  /** One draw at a time: what is drawn within a pass is not observed. */
  const watched = ({ want, observe, ...span }: Span): Span => ({
    ...span,
    want: typeof want === 'object' ? { ...want, count: 1 } : want,
    observe: { ...observe, attention: [...(observe?.attention ?? []), ...everyHead] },
  });

  function note({ sequence, observe }: Span, { seen, ...result }: SpanResult): SpanResult {
    const asked = observe?.attention?.length ?? 0;
    seen!.attention.slice(asked).forEach((tokens, i) => {
      const { layer, head } = everyHead[i]!;
      for (const weights of tokens) cache.addMass({ sequence, layer, head: Math.floor(head / group) }, weights);
    });
    return observe ? { ...result, seen: { ...seen!, attention: seen!.attention.slice(0, asked) } } : result;
  }

  return {
    ...backend,
    weightBytes: () => backend.weightBytes(),
    dispose: () => backend.dispose(),
    async forward(spans) {
      const isTracked = spans.map(({ sequence }) => cache.isTracked(sequence));
      const results = await backend.forward(spans.map((span, i) => (isTracked[i] ? watched(span) : span)));
      return results.map((result, i) => (isTracked[i] ? note(spans[i]!, result) : result));
    },
  };
}
