import type { Words } from './prompts';

/** What the two texts are called in each task, by its id. */
export const words = {
  hallucination: {
    source: 'document',
    text: 'summary',
    whole: 'Does any statement of the summary contradict the document?',
  },
  misinformation: {
    source: 'evidence',
    text: 'article',
    whole: 'Imagine the statements joined into one news article. Does the article contradict the evidence?',
  },
} as const satisfies Record<string, Words>;
