import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import { behavesLikeTheReference } from '../../support/backend-behaviour';
import { build } from '../../support/build';

behavesLikeTheReference('reference', {
  open: async (config, weights) => build(await startReferenceBackend(config), config, weights),
  tolerance: 1e-9,
  runs: 20,
});
