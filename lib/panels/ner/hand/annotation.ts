import * as z from 'zod/mini';
import { dataLimits } from '@/lib/data/limits';

const place = z.int().check(z.minimum(0), z.maximum(2 * dataLimits.field));

/** Entities of a sentence at most: far more than a person marks, so that what is stored stays small. */
const mostEntities = 10_000;

export const handAnnotationSchema = z.strictObject({
  /** What `settings.corpus` names. */
  corpus: z.string().check(z.maxLength(1000)),
  /** Id of the sentence in its corpus. */
  sentence: z.string().check(z.maxLength(1000)),
  /** The text that was annotated: of another text the places mean nothing. */
  text: z.string().check(z.maxLength(2 * dataLimits.field)),
  /** In code points, in the order of `compareSpans`. */
  entities: z
    .array(z.strictObject({ start: place, end: place, label: z.string().check(z.maxLength(1000)) }))
    .check(z.maxLength(mostEntities)),
  /** Milliseconds since 1970. */
  at: z.number(),
});

/** What a person says of a sentence. It is complete: without an entity it says that there is none. */
export type HandAnnotation = z.infer<typeof handAnnotationSchema>;

/** The annotations of a corpus by the id of their sentence. */
export type HandAnnotations = ReadonlyMap<string, HandAnnotation>;

/** The annotation of a sentence; undefined where there is none of this text. */
export function annotationOf(
  byHand: HandAnnotations,
  { id, text }: { id: string; text: string },
): HandAnnotation | undefined {
  const found = byHand.get(id);
  return found?.text === text ? found : undefined;
}
