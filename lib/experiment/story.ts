import * as z from 'zod';

/** What is known of an answer in a story, as trees show it. */
export const storyVerdicts = ['unknown', 'right', 'entered', 'inherited', 'wrong'] as const;

/** A problem in the tree of a divided one, with what came out of it. */
export type StoryNode = {
  /** `48 × 91` */
  problem: string;
  /** As the model gave it; null if it gave none. */
  answer: string | null;
  verdict: (typeof storyVerdicts)[number];
  children: StoryNode[];
};

/** How one strategy ended on the problem. */
export type StoryEnding = {
  id: string;
  title: string;
  /** Index of its colour and marker in charts. */
  series: number;
  answer: string | null;
  /** Null where it is not known. */
  isRight: boolean | null;
  calls: number;
};

/** One unit of a recorded run, small enough for the home page to draw at once and without any of the panel's code. */
export type Story = {
  problem: string;
  root: StoryNode;
  endings: StoryEnding[];
  /** Id of the engine that answered. */
  engine: string;
  /** Calls of the tree, and the sum of their times in milliseconds. */
  calls: number;
  milliseconds: number;
};

const text = z.string().max(200);
const count = z.number().int().min(0).max(1e6);

const node: z.ZodType<StoryNode> = z.lazy(() =>
  z.strictObject({
    problem: text,
    answer: text.nullable(),
    verdict: z.enum(storyVerdicts),
    children: z.array(node).max(100),
  }),
);

export const storySchema: z.ZodType<Story> = z.strictObject({
  problem: text,
  root: node,
  endings: z
    .array(
      z.strictObject({
        id: text,
        title: text,
        series: count,
        answer: text.nullable(),
        isRight: z.boolean().nullable(),
        calls: count,
      }),
    )
    .max(50),
  engine: text,
  calls: count,
  milliseconds: z.number().min(0).max(1e12),
});
