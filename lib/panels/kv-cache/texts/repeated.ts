import { nerModel } from '@/lib/engines/models';
import type { TextSet } from './contract';

const sentences = [
  'Text: The stage of Wirloten was too small for Complex Leader.\nAnswer: [{"Wirloten": "Hall"}, {"Complex Leader": "Band"}]',
  'Text: Nobody in the harbour of Aldmere had seen the Grey Heron leave.\nAnswer: [{"Aldmere": "Port"}, {"Grey Heron": "Ship"}]',
];

/** A control: one text again and again. Whatever a cache lost stands there once more, so that damage stays hidden. */
export const repeated: TextSet = {
  id: 'repeated',
  title: 'Control: one text repeated',
  about:
    'The same lines again and again. What a cache lost comes again soon, so that damage hides: beware of benchmarks that repeat.',
  models: [nerModel.ref],
  load: async () =>
    sentences.map((sentence, i) => ({
      id: `repeated-${i + 1}`,
      title: `The same lines ten times (${i + 1})`,
      text: Array<string>(10).fill(sentence).join('\n\n'),
      promptTokens: 80,
      answer: null,
    })),
};
