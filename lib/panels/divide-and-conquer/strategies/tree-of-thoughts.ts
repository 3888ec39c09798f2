import { asFailure, Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { entryOf, outcomeOf, type Seen } from '@/lib/evaluation/outcome';
import type { TreeScope } from '@/lib/evaluation/tree';
import type { Scope } from '@/lib/experiment/scope';
import { counting } from '../field-line';
import type { TaskPrompts, Thoughts } from '../tasks/prompts';
import { visibleText } from '../tasks/visible-text';
import { askQuestion, requireSupport } from './ask';
import type { Strategy } from './contract';
import { textTitle } from './outcome-words';
import { readPlainly, sameTitle } from './plain-reading';
import { temperatureField } from './shared-fields';
import { placeOf, valueOfRole } from './step-reading';

type TreeOptions = {
  /** Thoughts proposed at every kept path, and paths kept at every level. */
  breadth: number;
  /** Levels. */
  depth: number;
  /** Ballots at every level. */
  votes: number;
  drawTemperature: number;
  [other: string]: Json;
};

/**
 * Tree of Thoughts (Yao et al. 2023, arXiv 2305.10601), breadth-first: every kept path is continued by `breadth` thoughts, `votes`
 * votes are cast over all candidates, and the `breadth` with most votes are kept; after `depth` levels the best path is concluded.
 * Calls: b + (d - 1)·b² + d·v + 1 for breadth b, depth d and v votes.
 */
export const treeOfThoughts: Strategy<TreeOptions> = {
  id: 'tree-of-thoughts',
  title: 'Tree of thoughts',
  summary: 'Proposes several thoughts at each level, votes on them, and follows the best.',
  helps: 'Helps where a wrong first step spoils everything, and the model can tell good beginnings from bad ones.',
  fields: {
    drawTemperature: temperatureField,
    breadth: counting(
      {
        kind: 'number',
        label: 'Breadth',
        hint: 'thoughts at every path, and paths kept',
        default: 2,
        min: 1,
        max: 8,
      },
      'thought',
    ),
    depth: counting(
      { kind: 'number', label: 'Depth', hint: 'levels of thoughts', default: 2, min: 1, max: 5 },
      'level',
    ),
    votes: { kind: 'number', label: 'Votes', hint: 'cast at every level', default: 3, min: 1, max: 20 },
  },
  needs: 'thoughts',
  calls: 'independent',
  errors: { answer: 'answer-wrong' },
  // Nobody knows which thoughts are right: the answer is the first that can be checked.
  uncheckedError: 'answer-wrong',
  // The first level starts from one empty path, the later ones from `breadth` paths.
  expectedCalls: (_prompts, _problem, { breadth, depth, votes }) =>
    breadth + (depth - 1) * breadth * breadth + depth * votes + 1,
  async solve(prompts, problem, options, scope) {
    requireSupport(prompts as TaskPrompts<never>, treeOfThoughts as Strategy);
    const thoughts = prompts.thoughts?.(problem);
    if (!thoughts) throw new Failure('strategy-unfit');
    let kept: string[][] = [[]];
    for (let level = 1; level <= options.depth; level++) {
      kept = await grow(thoughts, kept, options, scope.step(`step ${level}`, { role: 'step' }));
    }
    return askQuestion(scope, 'answer', thoughts.conclude(kept[0] ?? []));
  },
  read(_tree, context) {
    const plain = readPlainly(context);
    return {
      ...plain,
      titleOf(scope, parent) {
        if (!parent) return plain.titleOf(scope, parent);
        const index = placeOf(scope, parent);
        if (scope.role === 'step') return sameTitle(`level ${index + 1}`);
        const counts = valueOfRole(parent, 'count');
        if (scope.role !== 'thought' || !Array.isArray(counts)) return sameTitle(scope.name);
        // Thoughts that cannot be read were no candidates.
        const candidates = parent.scopes.filter(({ role }) => role === 'thought').filter(isReadable);
        const votes = Number(counts[candidates.indexOf(scope)] ?? 0);
        const got = `${votes} ${votes === 1 ? 'vote' : 'votes'}`;
        return { short: `#${index + 1} · ${got}`, whole: `${scope.name}, ${got}` };
      },
      outcomeOf(step) {
        const entry = entryOf(step.item);
        const value = outcomeOf(entry);
        if (step.role === 'propose' && entry?.kind === 'call' && !entry.failure) return textTitle(entry.text, 16);
        if (step.role === 'choose' && typeof value === 'number') {
          return { short: `for ${value + 1}`, whole: `for thought ${value + 1}` };
        }
        if (step.role === 'count' && Array.isArray(value)) {
          return { short: `${value.join(' · ')} votes`, whole: `votes ${value.join(', ')}` };
        }
        return plain.outcomeOf(step);
      },
    };
  },
};

const isReadable = (scope: TreeScope<Seen>): boolean => valueOfRole(scope, 'propose') !== undefined;

/** One level: candidates, votes, and the paths that are kept, best first; ties go to the earlier one. */
async function grow(thoughts: Thoughts, kept: string[][], options: TreeOptions, scope: Scope): Promise<string[][]> {
  const { breadth, votes, drawTemperature: temperature } = options;
  const starts = kept.flatMap(path => Array.from({ length: breadth }, () => path));
  const proposed = await scope.all(
    starts,
    (_path, index) => `thought ${index + 1}`,
    async (path, sub) => {
      const options = { name: 'propose', role: 'propose', temperature, parse: parseThought };
      const thought = await unlessUnreadable(sub.ask(thoughts.propose(path), options));
      return thought === null ? null : [...path, thought.parsed as string];
    },
    { role: 'thought' },
  );
  const candidates = proposed.filter(path => path !== null);
  if (candidates.length === 0) throw new Failure('answer-unparsable', 'None of the thoughts says anything.');
  const ballots = await scope.all(
    Array.from({ length: votes }, (_, index) => `vote ${index + 1}`),
    name => name,
    async (_name, sub) => {
      const { prompt, parse } = thoughts.vote(candidates);
      const ballot = await unlessUnreadable(sub.ask(prompt, { name: 'choose', role: 'choose', temperature, parse }));
      return ballot === null ? null : (ballot.parsed as number);
    },
    { role: 'ballot' },
  );
  const counts = candidates.map((_, index) => ballots.filter(ballot => ballot === index).length);
  const order = [...candidates.keys()].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  scope.emit('count', counts, { role: 'count' });
  return order.slice(0, breadth).flatMap(index => (candidates[index] ? [candidates[index]] : []));
}

/** A thought is what the model says aloud. @throws Failure `answer-unparsable` if that is nothing */
function parseThought(text: string): string {
  const thought = visibleText(text).trim();
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
