import type { Tour } from '@/components/workbench/tour/tour';

/** A cache in five steps, on the recorded run of long multiplication. */
export const tour: Tour = {
  title: 'What a model keeps of a text',
  run: 'kv-products.jsonl.gz',
  steps: [
    {
      title: 'What a cache is',
      text: 'Every strip is one head of one layer, and every column is one token of the text. A filled column means that the head holds the key and the value of that token, so that later tokens can attend to it. The stronger its colour, the more attention it received.',
      anchor: 'strips',
      part: 'live',
    },
    {
      title: 'Why it grows',
      text: 'The full cache gets a slot in every head for every token that is read or written. The curve shows the bytes: they grow with the text, and a policy holds them down. The dashed curve is a server that moves no slots: it gets little back.',
      anchor: 'memory',
      part: 'live',
    },
    {
      title: 'What eviction breaks',
      text: 'The bars under the tokens show where this cache expects something else than the full one. Below stands what it writes by itself. The first token that differs is marked: after it, the two texts are about different things.',
      anchor: 'continuation',
      part: 'live',
    },
    {
      title: 'Why heads differ',
      text: 'Some heads look at the last few tokens, others far back. A policy that gives every head the same number of slots takes from those that need more. Point at a token to see which heads still hold it.',
      anchor: 'heads',
      part: 'live',
    },
    {
      title: 'What DMC learns',
      text: 'Policies that were not trained guess which tokens will matter. Dynamic Memory Compression trains the model itself to decide, for every head and token, whether a token gets a slot of its own or is merged into the last one. The sweep shows what each way costs at each ratio. Among the ready-made experiments is a run of a model that learned it.',
      anchor: 'sweep',
      part: 'sweep',
    },
  ],
};
