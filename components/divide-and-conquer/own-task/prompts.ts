import type { OwnSettings } from '@/lib/panels/divide-and-conquer/tasks/own/fields';

export type PromptName = 'split' | 'solve' | 'merge';

/** A place in a prompt that a run fills in, and with what. */
export interface Placeholder {
  name: 'input' | 'part' | 'answers';
  means: string;
}

interface Prompt {
  /** When it is asked, in one or two sentences. */
  when: string;
  places: Placeholder[];
  /** At least one of these must be in the prompt: otherwise the model is not told what the question is about. */
  needs: Placeholder['name'][];
}

const input: Placeholder = { name: 'input', means: 'the problem' };

export const prompts: Record<PromptName, Prompt> = {
  split: {
    when: 'Asked first. Every line of the answer is a part.',
    places: [input],
    needs: ['input', 'part'],
  },
  solve: {
    when: 'Asked about every part. Strategies that do not split ask about the whole problem.',
    places: [{ name: 'part', means: 'one part, or the whole problem' }, input],
    needs: ['part', 'input'],
  },
  merge: {
    when: 'Asked last, with the answers to all parts.',
    places: [{ name: 'answers', means: 'the answers, numbered' }, input],
    needs: ['answers'],
  },
};

export const promptNames = Object.keys(prompts) as PromptName[];

/** All words that a run replaces. */
const placeholders: readonly string[] = ['input', 'part', 'answers'] satisfies Placeholder['name'][];

/** What is likely wrong with a prompt, as a sentence; undefined if nothing is. The prompt can be run all the same. */
export function promptWarning(name: PromptName, text: string): string | undefined {
  const { needs, places } = prompts[name];
  const used = [...text.matchAll(/\{([a-z]+)\}/gi)].map(match => match[1] ?? '');
  if (!needs.some(need => used.includes(need))) {
    const wanted = places.filter(place => needs.includes(place.name)).map(place => `{${place.name}}`);
    return `It lacks ${wanted.join(' or ')}, so the model is not told what the question is about.`;
  }
  const unknown = used.find(word => !placeholders.includes(word));
  if (unknown !== undefined) return `{${unknown}} is not a placeholder. It is sent as it is.`;
  if (name !== 'merge' && used.includes('answers')) return 'Only the merge prompt fills in {answers}.';
  return undefined;
}

/** The warnings about all prompts, each after the name of its prompt. */
export const promptWarnings = (settings: OwnSettings, titleOf: (name: PromptName) => string): string[] =>
  promptNames.flatMap(name => {
    const warning = promptWarning(name, settings[name]);
    return warning === undefined ? [] : [`${titleOf(name)}: ${warning}`];
  });
