import * as z from 'zod/mini';

/** How well a model did at one task. Scores are in per cent, with their 95 % interval. */
export interface MeasuredTask {
  task: string;
  measure: 'right' | 'F1';
  score: number;
  low: number;
  high: number;
  n: number;
}

/** A model that ships with the site. */
export interface MeasuredModel {
  id: string;
  title: string;
  /** Null where another row of the list says it. */
  parameters: number | null;
  /** Its limits, in one sentence. */
  cannot: string;
  tasks: MeasuredTask[];
}

const text = z.string().check(z.maxLength(300));
const percent = z.number().check(z.minimum(0), z.maximum(100));

/** What `npm run record` writes for the home page. */
export const measuredModelsSchema: z.ZodMiniType<MeasuredModel[]> = z.array(
  z.strictObject({
    ...{ id: text, title: text, parameters: z.nullable(z.int()), cannot: text },
    tasks: z.array(
      z.strictObject({
        ...{ task: text, measure: z.enum(['right', 'F1']), score: percent, low: percent, high: percent },
        n: z.int().check(z.minimum(1)),
      }),
    ),
  }),
);
