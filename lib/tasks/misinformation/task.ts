import { verification } from '../verification/task';

/** Whether a long article contradicts the evidence that it rests on (arXiv 2402.05359, task C, after SciFact). */
export const misinformation = verification('misinformation', 'Misinformation in an article', {
  source: 'evidence',
  text: 'article',
  whole: 'Imagine the statements joined into one news article. Does the article contradict the evidence?',
});
