import type * as z from 'zod/mini';
import { type FieldTable, groupsOf, optionsOf, tableSchema } from '@/lib/experiment/fields';
import type { Settings } from '@/lib/experiment/panel';
import { mostRounds } from './iterate';
import { type Registry, registry as everything } from './registry';

export type NerSettings = {
  /** Id of a corpus source. */
  corpus: string;
  /** The settings of each source that has some, by its id. */
  source: { [id: string]: Settings };
  /** Separated by commas, or a JSON list; empty for those of the corpus. */
  labels: string;
  /** How many sentences of each part are drawn. */
  unlabelled: number;
  tests: number;
  /** Answers to each unlabelled sentence, and the temperature that they are sampled with. */
  answers: number;
  temperature: number;
  voting: string;
  rounds: number;
  /** Ids of what is compared, and the settings of each by its id. */
  selections: string[];
  selection: { [id: string]: Settings };
  retrievals: string[];
  retrieval: { [id: string]: Settings };
  embedding: 'lexical' | 'model';
  /** Demonstrations of a prompt at most, and its length in UTF-16 units at most. */
  demonstrations: number;
  longestPrompt: number;
  baselines: ('none' | 'gold')[];
  /** Whether the answers are held to a JSON schema where the engine can do that. */
  format: 'schema' | 'free';
};

const firstId = (members: readonly { id: string }[]): string => members[0]?.id ?? '';

/** The fields of all settings, in the order in which the form shows them. */
export function fieldsOf({ corpora, votings, selections, retrievals }: Registry) {
  return {
    corpus: {
      kind: 'choice',
      label: 'Corpus',
      default: firstId(corpora),
      options: corpora.map(({ id, title, about }) => ({ value: id, label: title, hint: about })),
    },
    source: groupsOf(corpora.flatMap(({ id, fields }) => (fields ? [{ id, fields }] : []))),
    labels: {
      kind: 'text',
      label: 'Labels',
      hint: 'separated by commas; empty for those of the corpus',
      default: '',
      pattern: /^[^\r\n]*$/,
      maxLength: 2000,
      rule: 'one line',
      control: 'labels',
    },
    unlabelled: {
      kind: 'number',
      label: 'Unlabelled sentences',
      hint: 'the model annotates these',
      default: 300,
      min: 0,
      max: 100_000,
    },
    tests: {
      kind: 'number',
      label: 'Test sentences',
      hint: 'what came of it is measured on these',
      default: 100,
      min: 1,
      max: 10_000,
    },
    answers: {
      kind: 'number',
      label: 'Answers a sentence',
      hint: 'they vote on each entity',
      default: 5,
      min: 1,
      max: 40,
    },
    temperature: {
      kind: 'number',
      label: 'Temperature of these answers',
      hint: 'at 0 all answers are the same, and votes say nothing',
      default: 0.7,
      min: 0,
      max: 2,
      step: 0.1,
    },
    voting: { kind: 'choice', label: 'Vote', default: firstId(votings), options: optionsOf(votings) },
    rounds: {
      kind: 'number',
      label: 'Rounds',
      hint: 'later rounds annotate what is left, with demonstrations from the pool',
      default: 1,
      min: 1,
      max: mostRounds,
    },
    selections: {
      kind: 'choices',
      label: 'Selection',
      hint: 'of annotations that are reliable enough',
      default: [firstId(selections)],
      options: optionsOf(selections),
    },
    selection: groupsOf(selections),
    retrievals: {
      kind: 'choices',
      label: 'Retrieval',
      hint: 'of demonstrations for a sentence',
      default: retrievals.filter(({ isChosenAtFirst }) => isChosenAtFirst).map(({ id }) => id),
      options: optionsOf(retrievals),
    },
    retrieval: groupsOf(retrievals),
    embedding: {
      kind: 'choice',
      label: 'Similarity',
      default: 'lexical',
      options: [
        { value: 'lexical', label: 'shared words', hint: 'TF-IDF cosine: needs no model, and finds the same names' },
        { value: 'model', label: 'embeddings', hint: 'cosine of the vectors of an embedding model' },
      ],
    },
    demonstrations: {
      kind: 'number',
      label: 'Demonstrations',
      hint: 'in a prompt, at most',
      default: 8,
      min: 1,
      max: 64,
    },
    longestPrompt: {
      kind: 'number',
      label: 'Longest prompt',
      hint: 'demonstrations that do not fit are left out',
      default: 2000,
      min: 200,
      max: 400_000,
      suffix: 'characters',
    },
    baselines: {
      kind: 'choices',
      label: 'Compared with',
      default: ['none', 'gold'],
      options: [
        { value: 'none', label: 'no demonstrations', hint: 'what the model can do on its own' },
        { value: 'gold', label: 'gold demonstrations', hint: 'an upper bound: annotations by people' },
      ],
    },
    format: {
      kind: 'choice',
      label: 'Form of the answers',
      default: 'schema',
      options: [
        { value: 'schema', label: 'held to JSON', hint: 'the engine allows only tokens that lead to valid JSON' },
        { value: 'free', label: 'free', hint: 'as the model writes them' },
      ],
    },
  } satisfies FieldTable;
}

export const schemaOf = (registry: Registry): z.ZodMiniType<NerSettings> =>
  tableSchema(fieldsOf(registry)) as unknown as z.ZodMiniType<NerSettings>;

export const fields = fieldsOf(everything);
