import { asFailure, Failure } from '@/lib/core/failure';
import type { Scope } from '@/lib/experiment/scope';
import { withoutThinking } from '../tasks/answer-text';
import type { Strategy, StrategyOptions, Thoughts } from './contract';
import { askQuestion } from './division';

/**
 * Tree of Thoughts (Yao et al. 2023, arXiv 2305.10601), breadth-first: every kept path is continued by `breadth` thoughts, `votes`
 * votes are cast over all candidates, and the `breadth` with most votes are kept; after `depth` levels the best path is concluded.
 * Calls: b + (d - 1)·b² + d·v + 1 for breadth b, depth d and v votes.
 */
export const treeOfThoughts: Strategy = {
  id: 'tree-of-thoughts',
  title: 'Tree of thoughts',
  summary: 'Proposes several thoughts at each level, votes on them, and follows the best.',
  uses: ['drawTemperature', 'breadth', 'depth', 'votes'],
  async solve(prompts, problem, options, scope) {
    const thoughts = prompts.thoughts?.(problem);
    if (!thoughts) throw new Failure('strategy-unfit', prompts.unsupported['tree-of-thoughts']);
    let kept: string[][] = [[]];
    for (let level = 1; level <= options.depth; level++) {
      kept = await grow(thoughts, kept, options, scope.step(`step ${level}`));
    }
    return askQuestion(scope, 'answer', thoughts.conclude(kept[0] ?? []));
  },
};

/** One level: candidates, votes, and the paths that are kept, best first; ties go to the earlier one. */
async function grow(thoughts: Thoughts, kept: string[][], options: StrategyOptions, scope: Scope): Promise<string[][]> {
  const { breadth, votes, drawTemperature: temperature } = options;
  const starts = kept.flatMap(path => Array.from({ length: breadth }, () => path));
  const proposed = await scope.all(
    starts,
    (_path, index) => `thought ${index + 1}`,
    async (path, sub) => {
      const options = { name: 'propose', temperature, parse: parseThought };
      const thought = await unlessUnreadable(sub.ask(thoughts.propose(path), options));
      return thought === null ? null : [...path, thought.parsed as string];
    },
  );
  const candidates = proposed.filter(path => path !== null);
  if (candidates.length === 0) throw new Failure('answer-unparsable', 'None of the thoughts says anything.');
  const ballots = await scope.all(
    Array.from({ length: votes }, (_, index) => `vote ${index + 1}`),
    name => name,
    async (_name, sub) => {
      const { prompt, parse } = thoughts.vote(candidates);
      const ballot = await unlessUnreadable(sub.ask(prompt, { name: 'choose', temperature, parse }));
      return ballot === null ? null : (ballot.parsed as number);
    },
  );
  const counts = candidates.map((_, index) => ballots.filter(ballot => ballot === index).length);
  const order = [...candidates.keys()].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  scope.emit('count', counts);
  return order.slice(0, breadth).flatMap(index => (candidates[index] ? [candidates[index]] : []));
}

/** A thought is what the model says aloud. Throws `answer-unparsable` if that is nothing. */
function parseThought(text: string): string {
  const thought = withoutThinking(text).trim();
  if (thought === '') throw new Failure('answer-unparsable', 'It is empty.');
  return thought;
}

/** A thought or a vote that cannot be read is left out; its failure stays in the journal. */
async function unlessUnreadable<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (asFailure(error).kind !== 'answer-unparsable') throw error;
    return null;
  }
}
