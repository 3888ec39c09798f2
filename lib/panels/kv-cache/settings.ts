import type * as z from 'zod/mini';
import { type FieldTable, groupsOf, optionsOf, tableSchema } from '@/lib/experiment/fields';
import { experimentLimits } from '@/lib/experiment/limits';
import type { When } from '@/lib/transformer/policies/budget';
import type { Policy } from '@/lib/transformer/policies/contract';
import type { Registry } from './registry';
import { seriesOf } from './series';

export type KvSettings = {
  /** Id of a set of texts, or `own`. */
  texts: string;
  /** How many texts of the set: of each length, where it has several. */
  count: number;
  /** Numbers as texts, of a set that hides needles. */
  lengths: string[];
  own: {
    text: string;
    /** Whether the model writes the continuation, or the text has one. */
    continuation: 'model' | 'text';
    /** Tokens of the prompt, where the text has a continuation. */
    promptTokens: number;
  };
  /** Ids of what is compared, and the parameters of each by its id. */
  policies: string[];
  policy: { [id: string]: { [name: string]: number } };
  budget: 'ratio' | 'slots';
  /** Numbers as texts: choices of a form. */
  ratios: string[];
  slots: string[];
  when: When;
  every: number;
  /** Longest continuation, in tokens. */
  tokens: number;
};

/** The id of the set that a person writes. */
export const ownTexts = 'own';

const numbers = (values: readonly number[], label: (value: number) => string) =>
  values.map(value => ({ value: String(value), label: label(value) }));

/** The parameters of a policy as fields of a form. */
export const parametersOf = ({ parameters }: Policy): FieldTable =>
  Object.fromEntries(
    parameters.map(({ name, title, help, default: usual, min, max, isInteger }) => [
      name,
      { kind: 'number', label: title, hint: help, default: usual, min, max, step: isInteger ? 1 : 0.05 } as const,
    ]),
  );

/** The fields of all settings, in the order in which the form shows them. */
export function fieldsOf({ textSets, policies }: Registry) {
  const hiding = textSets.flatMap(({ lengths }) => lengths ?? []);
  const withParameters = policies.filter(({ parameters }) => parameters.length > 0);
  return {
    texts: {
      kind: 'choice',
      label: 'Texts',
      default: textSets[0]?.id ?? ownTexts,
      options: [
        ...optionsOf(textSets.map(({ about: summary, ...set }) => ({ ...set, summary }))),
        { value: ownTexts, label: 'My own text', hint: 'Type or paste one.' },
      ],
    },
    count: {
      kind: 'number',
      label: 'How many texts',
      hint: 'the first of them is filmed',
      default: 4,
      min: 1,
      max: 32,
    },
    lengths: {
      kind: 'choices',
      label: 'Examples in a prompt',
      hint: 'as many texts of each length',
      default: hiding.slice(0, 1).map(({ usual }) => String(usual)),
      options: numbers([...new Set(hiding.flatMap(({ all }) => all))], String),
    },
    own: {
      kind: 'group',
      fields: {
        text: {
          kind: 'text',
          label: 'Text',
          default: '',
          pattern: /^[^]*$/,
          maxLength: experimentLimits.text,
          rule: 'any text',
          control: 'cache-text',
        },
        continuation: {
          kind: 'choice',
          label: 'What is predicted',
          default: 'model',
          options: [
            { value: 'model', label: 'what the model writes next', hint: 'With the full cache, token by token.' },
            { value: 'text', label: 'the rest of the text', hint: 'Perplexity of your own text.' },
          ],
        },
        promptTokens: {
          kind: 'number',
          label: 'Tokens of the prompt',
          hint: 'what is predicted begins after them',
          default: 64,
          min: 1,
          max: 100_000,
        },
      },
    },
    policies: {
      kind: 'choices',
      label: 'Policies',
      hint: 'what decides which tokens stay',
      default: policies.filter(({ isChosenAtFirst }) => isChosenAtFirst).map(({ id }) => id),
      options: optionsOf(policies).map(option => ({ ...option, series: seriesOf(option.value) })),
    },
    policy: groupsOf(withParameters.map(policy => ({ id: policy.id, fields: parametersOf(policy) }))),
    budget: {
      kind: 'choice',
      label: 'Budget',
      default: 'ratio',
      options: [
        { value: 'ratio', label: 'a compression ratio', hint: 'It grows with the text. Tokens of the prompt count.' },
        { value: 'slots', label: 'a number of slots', hint: 'For each head, however long the text.' },
      ],
    },
    ratios: {
      kind: 'choices',
      label: 'Compression ratios',
      hint: 'tokens read for each slot kept',
      default: ['1.5', '2', '4'],
      options: numbers([1, 1.25, 1.5, 2, 3, 4, 6, 8, 16], ratio => `${ratio}×`),
    },
    slots: {
      kind: 'choices',
      label: 'Slots of a head',
      default: ['32', '64', '128'],
      options: numbers([8, 16, 32, 64, 128, 256, 512], slots => String(slots)),
    },
    when: {
      kind: 'choice',
      label: 'When tokens are removed',
      default: 'both',
      options: [
        { value: 'both', label: 'after the prompt, and then on', hint: 'The budget holds all the time.' },
        { value: 'prompt', label: 'once, after the prompt', hint: 'What is decoded stays.' },
        { value: 'decoding', label: 'only while decoding', hint: 'The prompt stays whole until then.' },
      ],
    },
    every: {
      kind: 'number',
      label: 'Tokens between removals',
      hint: 'memory comes back in pages of 16 slots',
      default: 8,
      min: 1,
      max: 1024,
    },
    tokens: {
      kind: 'number',
      label: 'Longest continuation',
      suffix: 'tokens',
      default: 400,
      min: 1,
      max: 4096,
    },
  } satisfies FieldTable;
}

export const schemaOf = (registry: Registry): z.ZodMiniType<KvSettings> =>
  tableSchema(fieldsOf(registry)) as unknown as z.ZodMiniType<KvSettings>;
