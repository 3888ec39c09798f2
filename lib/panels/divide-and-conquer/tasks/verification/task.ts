import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { FieldTable } from '@/lib/experiment/fields';
import type { Condition, Task } from '../contract';
import type { ProblemDescription } from '../description';
import type { TaskPrompts } from '../prompts';
import { sample } from '../sample';
import { itemField, listCountField } from '../shared-fields';
import { flowExample } from './flow-example';
import { claimsOfHash } from './own-data';
import type { Claim } from './problem';
import type { Words } from './prompts';
import { sentencesOf } from './statements';

const fields = {
  /** Empty for the pairs that come with the site, else the hash of the user's data set. */
  data: {
    kind: 'text',
    label: 'Data',
    hint: 'empty for the pairs that come with this page, else the fingerprint of your own',
    default: '',
    pattern: /^(?:[0-9a-f]{16})?$/,
    maxLength: 16,
    rule: 'empty, or 16 digits 0 to 9 and letters a to f',
    control: 'data',
  },
  item: itemField('Pair'),
  count: listCountField,
} satisfies FieldTable;

export type VerificationSettings = { data: string; item: number; count: number };

/** What one verification task has of its own. */
interface Verification {
  prompts: TaskPrompts<Claim>;
  words: Words;
  summary: string;
  /** In a list: `Hallucination`. */
  short: string;
  hard: string;
  /** The claims that come with the site, and how many they are. */
  builtIn(): Promise<Claim[]>;
  builtInCount: number;
}

/** A task on claims: one of a data set, or some of it, sampled without repetition. */
export const verificationTask = (own: Verification): Task<Claim, VerificationSettings> => ({
  id: own.prompts.id,
  title: own.prompts.title,
  summary: own.summary,
  metric: 'detection',
  unit: 'sentences',
  needs: 'English',
  fields,
  asks: { one: ['data', 'item'], many: ['data', 'count'] },
  keeps: ['data', 'item'],
  partsVary: true,
  data: { hash: 'data', item: 'item' },
  conditions: { hard: { holds: true, why: own.hard }, parallel },
  name: ({ item }) => `${own.short}, pair ${item}`,
  prompts: () => own.prompts,
  async problems(settings, which, random) {
    const claims = await claimsOf(settings, own);
    if (which === 'many') return sample(claims, settings.count, random);
    const one = claims[Math.min(settings.item, claims.length) - 1];
    if (!one) throw new Failure('data-missing');
    return [one];
  },
  list: settings => claimsOf(settings, own),
  listed: ({ data }) => (data === '' ? own.builtInCount : undefined),
  readProblem,
  present: (claim, settings) => describe(claim, settings, own),
  flowExample: flowExample(own.prompts),
});

const parallel: Condition = {
  holds: true,
  why: 'Each statement can be checked by itself, and one that is overlooked is lost.',
};

/** @throws Failure `data-missing` where the user's data set is not in this browser, or not in this process */
const claimsOf = ({ data }: VerificationSettings, { prompts, builtIn }: Verification): Promise<Claim[]> =>
  data === '' ? builtIn() : claimsOfHash(data, prompts.id);

const texts = { id: z.string(), source: z.string(), text: z.string() };
const claim = z.object({ ...texts, isContradicted: z.nullable(z.boolean()), planted: z.optional(z.string()) });
/** As version 1 of the panel wrote it into results. */
const claimOfVersion1 = z.object({
  ...texts,
  contradicted: z.nullable(z.boolean()),
  planted: z.nullable(z.string()),
});

function readProblem(value: Json): Claim | undefined {
  const { data } = claim.safeParse(value);
  if (data) {
    const { planted, ...rest } = data;
    return planted === undefined ? rest : { ...rest, planted };
  }
  const older = claimOfVersion1.safeParse(value).data;
  if (!older) return undefined;
  const { contradicted, planted, ...rest } = older;
  return { ...rest, isContradicted: contradicted, ...(planted === null ? {} : { planted }) };
}

function describe(
  { id, source, text, isContradicted, planted }: Claim,
  { data }: VerificationSettings,
  { prompts, words }: Verification,
): ProblemDescription {
  const count = sentencesOf(text).length;
  return {
    heading: prompts.title,
    detail: id,
    texts: [
      { title: capital(words.source), text: source },
      {
        title: capital(words.text),
        text,
        note: `${count} ${count === 1 ? 'sentence' : 'sentences'}; this is what is split`,
        ...(planted === undefined ? {} : { marked: { label: 'Show the planted sentence', sentence: planted } }),
      },
    ],
    right:
      isContradicted === null
        ? {
            before: `Whether the ${words.text} contradicts the ${words.source}: `,
            answer: null,
            after: '',
            source: 'not known',
          }
        : {
            before: `The ${words.text} `,
            answer: isContradicted ? 'contradicts' : 'is in line with',
            after: ` the ${words.source}`,
            source: data === '' ? 'by construction' : 'from the data',
          },
  };
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
