import { rotate } from '../rope';
import { type Policy, type Removal, valueOf } from './contract';
import { sinks } from './sinks';

/**
 * Attention sinks and a window (StreamingLLM, Xiao et al., arXiv 2309.17453, section 3.2): the first tokens and the newest ones. Positions
 * are those within the cache, so that the sinks move along: after every removal, their keys are rotated to the positions just before the
 * window.
 */
export const streamingLlm: Policy = {
  id: 'streaming-llm',
  title: 'StreamingLLM',
  summary: 'Keeps the first tokens, which serve as attention sinks, and a window of the newest ones.',
  source: {
    authors: 'Xiao et al., 2023',
    title: 'Efficient Streaming Language Models with Attention Sinks',
    arxiv: '2309.17453',
  },
  isChosenAtFirst: true,
  parameters: [sinks],
  needs: () => ({ keys: true, values: true }),
  protects: parameters => ({ first: valueOf(parameters, sinks), recent: 1 }),
  score: heads => heads.map(({ tokens }) => Float32Array.from(tokens)),
  remove,
};

async function remove({ cache, at, view, removed, moment }: Removal): Promise<[]> {
  const { first } = moment.protects;
  const gone = new Set(removed);
  const staying = Array.from(view.tokens, (token, slot) => ({ token, slot })).filter(({ slot }) => !gone.has(slot));
  const moved = staying.filter(({ token }) => token < first).sort((a, b) => a.token - b.token);
  const oldest = Math.min(...staying.filter(({ token }) => token >= first).map(({ token }) => token));
  moved.forEach(({ slot }, i) => {
    const position = oldest - moved.length + i;
    const from = slot * moment.headDim;
    const key = view.keys!.slice(from, from + moment.headDim);
    rotate(key, position - view.positions[slot]!, moment.frequencies);
    cache.overwrite(at, slot, { key, value: view.values!.slice(from, from + moment.headDim), position });
  });
  cache.evict(at, removed);
  return [];
}
