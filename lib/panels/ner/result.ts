import * as z from 'zod/mini';
import type { Json } from '@/lib/core/json';
import type { UnitResult } from '@/lib/experiment/panel';
import { mostRounds } from './iterate';

const count = z.int().check(z.minimum(0), z.maximum(1e9));
const spanSchema = z.strictObject({ start: count, end: count, label: z.string() });
const pairsSchema = z.array(z.tuple([z.string(), z.string()]));

const sentenceSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  /** Null where nobody has annotated the sentence. */
  entities: z.nullable(z.array(spanSchema)),
});

/** What one answer said: mentions and labels in its order. */
const answerSchema = z.strictObject({
  pairs: pairsSchema,
  /** Pairs of the answer that do not count, by reason: `parseAnswer`. */
  dropped: z.array(z.strictObject({ mention: z.string(), label: z.string(), reason: z.string() })),
  /** Why nothing of it can be used; it counts as a vote for no entity. Null where it can be read. */
  unreadable: z.nullable(z.string()),
  /** It ended at the limit of its tokens: only the whole items of it count. Absent where it did not. */
  cut: z.optional(z.literal(true)),
});

/** The labels that were asked for, in the order of the prompt. Runs of before the field have none. */
const labelsSchema = z.optional(z.array(z.string()));

const failureSchema = z.strictObject({ failure: z.strictObject({ kind: z.string(), detail: z.string() }) });

const resultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('annotation'),
    sentence: sentenceSchema,
    round: z.int().check(z.minimum(1), z.maximum(mostRounds)),
    answers: z.array(answerSchema),
    /** Ids of the sentences that were shown, in the order of the prompt. */
    demonstrations: z.array(z.string()),
    labels: labelsSchema,
  }),
  z.strictObject({
    kind: z.literal('vectors'),
    ids: z.array(z.string()),
    /** One for each id: `encodeVector`. */
    vectors: z.array(z.string()),
  }),
  z.strictObject({
    kind: z.literal('test'),
    sentence: sentenceSchema,
    /** By the id of the condition. */
    conditions: z.record(
      z.string(),
      z.union([z.extend(answerSchema, { demonstrations: z.array(z.string()) }), failureSchema]),
    ),
    labels: labelsSchema,
  }),
]);

/** The value of a unit, by what its phase does. */
export type NerResult = z.infer<typeof resultSchema>;
export type AnnotationResult = Extract<NerResult, { kind: 'annotation' }>;
export type VectorsResult = Extract<NerResult, { kind: 'vectors' }>;
export type TestResult = Extract<NerResult, { kind: 'test' }>;
/** A sentence as results hold it: all that votes, scores and pictures need. */
export type SentenceResult = AnnotationResult['sentence'];
export type AnswerResult = z.infer<typeof answerSchema>;
export type ConditionResult = TestResult['conditions'][string];

/** The value of a unit as a result of this panel; undefined for anything else. */
export const readResult = (value: Json): NerResult | undefined => resultSchema.safeParse(value).data;

/** What a journal holds of an answer; undefined for anything else. */
export const readAnswer = (value: Json): AnswerResult | undefined => answerSchema.safeParse(value).data;

/** A result with the name of its unit. */
export type Named<R> = { unit: string; value: R };

/** The results of one kind, in their order. Those of files were read by {@link readResult} when the file was opened. */
export function resultsOf<K extends NerResult['kind']>(
  results: readonly UnitResult[],
  kind: K,
): Named<Extract<NerResult, { kind: K }>>[] {
  const isOfKind = (value: Json | undefined): value is Extract<NerResult, { kind: K }> =>
    typeof value === 'object' && value !== null && 'kind' in value && value['kind'] === kind;
  return results.flatMap(({ name, value }) => (isOfKind(value) ? [{ unit: name, value }] : []));
}
