import type { Tour } from '@/components/workbench/tour/tour';

/** The loop in five steps, on the recorded run of the harbour log. */
export const tour: Tour = {
  title: 'How a model learns from itself',
  run: 'ner-harbour-log.jsonl.gz',
  steps: [
    {
      title: 'The model answers several times',
      text: 'Nobody has labelled these sentences. The model names the entities of each one five times, with some chance in every answer. Each square is a sentence: the stronger its colour, the more its answers agree.',
      anchor: 'annotate',
      part: 'annotate',
    },
    {
      title: 'Answers that agree stay',
      text: 'A sentence stays if its entities have enough votes on average. Move the threshold: a high one keeps fewer sentences, and fewer mistakes.',
      anchor: 'select',
      part: 'select',
    },
    {
      title: 'Votes are no probabilities',
      text: 'Five votes of five do not mean that an entity is right. The diagram below compares the votes with how often they were right, on gold that the model never saw.',
      anchor: 'select-stage',
      part: 'select',
    },
    {
      title: 'Similar sentences become examples',
      text: 'For each test sentence, the most similar of the kept sentences are shown to the model, with the labels that it gave them itself. What helps most is a sentence with the same name.',
      anchor: 'retrieve',
      part: 'retrieve',
    },
    {
      title: 'Does it help?',
      text: 'The same model answers without examples, with its own, and with those of people. Here its own help, because most of what it agrees on is right. On the news desk, which is another ready-made experiment, they do not: there most of it is wrong. The table shows F1 with intervals, and what every point cost in calls.',
      anchor: 'infer',
      part: 'infer',
    },
  ],
};
