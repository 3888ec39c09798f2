import { corpora } from './corpora/registry';
import type { CorpusSource } from './corpora/source';
import type { Metric } from './metrics/contract';
import { metrics } from './metrics/registry';
import { ownCorpus } from './own/source';
import type { Retrieval } from './retrieval/contract';
import { retrievals } from './retrieval/registry';
import type { Selection } from './selection/contract';
import { selections } from './selection/registry';
import type { Voting } from './voting/contract';
import { votings } from './voting/registry';

/** What an experiment may choose from. Whatever depends on it takes one of these, so that tests can bring their own. */
export interface Registry {
  corpora: readonly CorpusSource[];
  votings: readonly Voting[];
  selections: readonly Selection[];
  retrievals: readonly Retrieval[];
  /** The first one ranks. */
  metrics: readonly [Metric, ...Metric[]];
}

export const registry: Registry = { corpora: [...corpora, ownCorpus], votings, selections, retrievals, metrics };
