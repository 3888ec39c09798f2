import type { JsonSchema } from '@/lib/core/json';
import type { Prediction } from './prediction';

/** A sentence with an annotation, shown to the model before the query. */
export interface Demonstration {
  text: string;
  prediction: Prediction;
}

export interface Prompt {
  text: string;
  /** How many demonstrations it holds: the first ones of those that were given. */
  demonstrations: number;
  /** As the budget counts them; null without a budget. */
  tokens: number | null;
}

export interface TokenBudget {
  /** Tokens of a text for the model that is asked. */
  count(text: string): number;
  /** What the prompt may take: the context less the longest answer. */
  tokens: number;
}

/** An answer in the form that the instruction asks for: a list with one object for each entity. */
export const answerText = (prediction: Prediction): string =>
  `[${[...prediction].map(([mention, label]) => `{${JSON.stringify(mention)}: ${JSON.stringify(label)}}`).join(', ')}]`;

const instruction = (labels: readonly string[]): string =>
  `Labels: ${JSON.stringify(labels)}
Find all named entities in the text and give each one of the labels.
Answer in JSON: a list with one object for each entity, the entity as it is written in the text as its key and the label as its value.
If there is no entity, answer [].

`;

/** A line break would end the line of the sentence, so lines are joined by a blank. */
const oneLine = (text: string): string =>
  text
    .split(/[\r\n\u2028\u2029]+/)
    .map(line => line.trim())
    .join(' ')
    .trim();
const sentenceLine = (text: string): string => `Text: ${oneLine(text)}\nAnswer:`;
const shown = ({ text, prediction }: Demonstration): string => `${sentenceLine(text)} ${answerText(prediction)}\n\n`;

/**
 * One user message: instruction, demonstrations, query (arXiv 2311.08921). Demonstrations are added in their order while the whole prompt
 * fits; the first that does not fit and all behind it are left out. Without any, this is the zero-shot prompt, which is not cut: the caller
 * compares `tokens` with the budget.
 */
export function promptFor(
  text: string,
  labels: readonly string[],
  demonstrations: readonly Demonstration[] = [],
  budget?: TokenBudget,
): Prompt {
  const query = sentenceLine(text);
  let before = instruction(labels);
  let tokens = budget?.count(before + query) ?? null;
  let fitting = 0;
  for (const demonstration of demonstrations) {
    const longer = before + shown(demonstration);
    const needed = budget?.count(longer + query) ?? null;
    if (budget && needed !== null && needed > budget.tokens) break;
    before = longer;
    tokens = needed;
    fitting++;
  }
  return { text: before + query, demonstrations: fitting, tokens };
}

/**
 * JSON schema of an answer, for engines that can hold a model to one. Its bounds are beyond what a sentence holds: they end the answer of a
 * model that repeats itself.
 */
export const answerSchema = (labels: readonly string[]): JsonSchema => ({
  type: 'array',
  maxItems: 32,
  items: {
    type: 'object',
    propertyNames: { minLength: 1, maxLength: 60 },
    additionalProperties: { enum: [...labels] },
    minProperties: 1,
    maxProperties: 1,
  },
});
