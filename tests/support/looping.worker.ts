import { expose } from 'comlink';
import type { ModelFacts, TransformerService } from '@/lib/transformer/service';

/** A worker that loads at once and never comes back from an answer: what a model's template that loops does to it. */
const facts: ModelFacts = {
  backend: 'reference',
  passedOver: [],
  details: {},
  parameters: 1,
  context: 64,
  schema: true,
  weightBytes: 1,
  loadMilliseconds: 0,
};

const service: Partial<TransformerService> = {
  load: async () => ({ value: facts }),
  memory: async () => ({ weights: 0, cache: 0, reserved: 0 }),
  cancel: async () => {},
  generate() {
    for (;;);
  },
};

expose(service);
