import * as z from 'zod/mini';

/** What is known of an answer in a story, as trees show it. */
export const storyVerdicts = ['unknown', 'right', 'entered', 'inherited', 'wrong'] as const;

export type StepVerdict = (typeof storyVerdicts)[number];

/** A problem in the tree of a divided one, with what came out of it. */
export type StoryNode = {
  /** `48 × 91` */
  problem: string;
  /** As the model gave it; null if it gave none. */
  answer: string | null;
  verdict: StepVerdict;
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

const text = z.string().check(z.maxLength(200));
const count = z.int().check(z.minimum(0), z.maximum(1e6));

const node: z.ZodMiniType<StoryNode> = z.lazy(() =>
  z.strictObject({
    problem: text,
    answer: z.nullable(text),
    verdict: z.enum(storyVerdicts),
    children: z.array(node).check(z.maxLength(100)),
  }),
);

export const storySchema: z.ZodMiniType<Story> = z.strictObject({
  problem: text,
  root: node,
  endings: z
    .array(
      z.strictObject({
        id: text,
        title: text,
        series: count,
        answer: z.nullable(text),
        isRight: z.nullable(z.boolean()),
        calls: count,
      }),
    )
    .check(z.maxLength(50)),
  engine: text,
  calls: count,
  milliseconds: z.number().check(z.minimum(0), z.maximum(1e12)),
});
