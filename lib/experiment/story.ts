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

/** A problem that was divided, and how other strategies ended on it. */
export type TreeStory = StoryWords & {
  kind: 'tree';
  problem: string;
  root: StoryNode;
  endings: StoryEnding[];
  /** Calls of the tree, and the sum of their times in milliseconds. */
  calls: number;
  milliseconds: number;
};

/** A piece of a text that some answers named. Places are UTF-16 units; the end is exclusive. */
export type StorySpan = {
  start: number;
  end: number;
  /** What each answer called it, in the order of the answers; null where it did not name it. */
  votes: (string | null)[];
  /** The label that won; null where the piece lost the vote. */
  won: string | null;
  /** What people call it; null where they do not name it. */
  truth: string | null;
};

/** A text that was read several times. Its pieces are in the order of the text and do not overlap. */
export type VotesStory = StoryWords & {
  kind: 'votes';
  /** What came out, in one sentence. */
  verdict: string;
  text: string;
  answers: number;
  spans: StorySpan[];
};

/** A cache that holds less and less of what was read, a strip for each head. */
export type StripsStory = StoryWords & {
  kind: 'strips';
  /** What came out, in one sentence. */
  verdict: string;
  /** Tokens that were read, frame by frame. */
  read: number[];
  heads: {
    /** `Layer 1, head 2` */
    title: string;
    /** A character a token: the frame at which it is no longer there, in base 36; `-` where it stays. */
    gone: string;
  }[];
};

/** What every story says. */
export type StoryWords = {
  /** What happens in it, in one sentence. */
  sentence: string;
  /** Id of the engine that answered. */
  engine: string;
};

/** One unit of a recorded run, small enough for the home page to draw at once and without any of the panel's code. */
export type Story = TreeStory | VotesStory | StripsStory;

/** Most frames of a story of strips: one digit of base 36 names a frame. */
export const mostFrames = 35;

const text = z.string().check(z.maxLength(400));
const count = z.int().check(z.minimum(0), z.maximum(1e6));
const words = { sentence: text, engine: text };

const node: z.ZodMiniType<StoryNode> = z.lazy(() =>
  z.strictObject({
    problem: text,
    answer: z.nullable(text),
    verdict: z.enum(storyVerdicts),
    children: z.array(node).check(z.maxLength(100)),
  }),
);

const ending = z.strictObject({
  id: text,
  title: text,
  series: count,
  answer: z.nullable(text),
  isRight: z.nullable(z.boolean()),
  calls: count,
});

const span = z.strictObject({
  start: count,
  end: count,
  votes: z.array(z.nullable(text)).check(z.maxLength(100)),
  won: z.nullable(text),
  truth: z.nullable(text),
});

const head = z.strictObject({ title: text, gone: z.string().check(z.regex(/^[0-9a-z-]{0,2000}$/)) });

export const storySchema: z.ZodMiniType<Story> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tree'),
    ...words,
    problem: text,
    root: node,
    endings: z.array(ending).check(z.maxLength(50)),
    calls: count,
    milliseconds: z.number().check(z.minimum(0), z.maximum(1e12)),
  }),
  z.strictObject({
    kind: z.literal('votes'),
    ...words,
    verdict: text,
    text,
    answers: count,
    spans: z.array(span).check(z.maxLength(50)),
  }),
  z.strictObject({
    kind: z.literal('strips'),
    ...words,
    verdict: text,
    read: z.array(count).check(z.minLength(1), z.maxLength(mostFrames)),
    heads: z.array(head).check(z.minLength(1), z.maxLength(64)),
  }),
]);
