/**
 * The run of arXiv 2311.08921 that its authors recorded (Emma1066/Self-Improve-Zero-Shot-NER, commit fc8e03c), and that `Selection.recorded`
 * is about. The figures there were computed from the recorded pools by the authors' own metric; they are in no table of the paper.
 */
export const recordedRun = {
  corpus: 'WikiGold',
  model: 'gpt-3.5-turbo',
  sentences: 500,
  answers: 5,
} as const;
