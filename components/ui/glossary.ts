/**
 * The definitions that `Term` shows, by term: one or two sentences, at most 220 characters. Papers are named by author and year; "Zhang
 * et al. 2024" is arXiv 2402.05359.
 */
export const glossary = {
  'IO (direct answer)':
    'Input-output prompting: the model answers at once, in one call, and writes no steps before the answer.',
  'chain of thought (CoT)':
    'The model writes its reasoning before the answer, in one call. Kojima et al. 2022 prompt it without examples (zero-shot).',
  'self-consistency':
    'The model draws several chains of thought with different random choices. The most frequent answer wins (Wang et al. 2022).',
  'least-to-most':
    'The model lists simpler questions first, then answers them in order. Each call sees the earlier questions and answers (Zhou et al. 2022).',
  'decomposed prompting':
    'A controller prompt writes a program of sub-questions, one line at a time. Separate prompts answer the lines (Khot et al. 2022).',
  'tree of thoughts':
    'A search over partial solutions: the model proposes several next steps, rates them, and the best are continued (Yao et al. 2023).',
  'divide and conquer':
    'The problem is split, each part is solved in a separate call that sees only this part, and the results are merged (Zhang et al. 2024).',
  'leaf size w':
    'The size at which splitting stops: the model solves a part of at most this size directly, in one call. It is w in Zhang et al. 2024.',
  token:
    'The unit that a model reads and writes: a word, a piece of a word, a digit or a sign. Each model has its own vocabulary of tokens.',
  'prompt tokens': 'The tokens that a call gives the model to read: its instructions and the problem.',
  'completion tokens': 'The tokens that the model writes in a call: its answer, with any reasoning before it.',
  'decoding context':
    'The number of tokens that the model has in view when it draws a token, averaged over the drawn tokens (Zhang et al. 2024, Proposition 4).',
  greedy: 'The model always takes the most likely next token. This is temperature 0, so the seed has no effect.',
  temperature:
    'How much chance decides the next token. 0 always takes the most likely token; at 1 tokens are drawn by the probabilities of the model.',
  seed: 'The number that random choices start from. With the same seed, model and settings, a run makes the same choices again.',
  'Wilson interval':
    'A confidence interval for a share, such as right answers of n. Unlike the normal approximation, it works near 0 % and 100 % and for small n (Wilson 1927).',
  'bootstrap interval':
    'A confidence interval from resampling: the problems are drawn anew many times with replacement, and the figure is computed each time (Efron 1979).',
  "McNemar's test":
    'Compares two strategies on the same problems. Only problems that exactly one of them solves count (McNemar 1947).',
  "Holm's correction":
    'Raises the p-values of several tests, so that the probability of even one false finding stays below the chosen level (Holm 1979).',
  F1: 'The harmonic mean of precision and recall. It is 1 if both are 1, and 0 if either is 0.',
  'G-mean':
    'The geometric mean of precision and recall, as Zhang et al. 2024 define it. Elsewhere it often is that of sensitivity and specificity.',
  precision: 'Of the items that were reported as positive, the share that truly is.',
  recall: 'Of the items that truly are positive, the share that was reported.',
  'edit distance':
    'The least number of inserted, deleted or replaced characters that turns one text into the other (Levenshtein 1966). 0 means equal.',
  TC0: 'The problems that circuits of constant depth and polynomial size with majority gates solve. Merrill and Sabharwal 2023 bound log-precision transformers by it.',
  'critical path':
    'The longest chain of calls in which each call needs the result of the one before. It sets the least time, however many calls run at once.',
  'KV cache':
    'What attention needs of the tokens read so far: for each layer and head, a key and a value per token. It grows with every token.',
  'KL divergence':
    'How far the distribution of the next token under one cache is from that under the full cache, in nats. 0 means that they are equal.',
  'log-probability':
    'The natural logarithm of the probability that the model gave a token. 0 is certain; -0.69 is one half; lower is less likely.',
} as const;

/** A term that has a definition. */
export type GlossaryWord = keyof typeof glossary;
