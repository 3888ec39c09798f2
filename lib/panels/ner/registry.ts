import { corpora } from './corpora/registry';
import type { Corpus } from './corpus';
import type { Metric } from './metrics/contract';
import { metrics } from './metrics/registry';
import type { Retrieval } from './retrieval/contract';
import { retrievals } from './retrieval/registry';
import type { Selection } from './selection/contract';
import { selections } from './selection/registry';
import type { Voting } from './voting/contract';
import { votings } from './voting/registry';

/** A corpus with gold annotations in two parts. The gold of the unlabelled part is never shown to the model, but for the upper bound. */
export interface CorpusSource {
  id: string;
  title: string;
  /** One sentence. */
  about: string;
  load(): Promise<{ unlabelled: Corpus; test: Corpus }>;
}

/** What an experiment may choose from. Whatever depends on it takes one of these, so that tests can bring their own; no list is empty. */
export interface Registry {
  corpora: readonly CorpusSource[];
  votings: readonly Voting[];
  selections: readonly Selection[];
  retrievals: readonly Retrieval[];
  /** The first one ranks. */
  metrics: readonly Metric[];
}

export const registry: Registry = { corpora, votings, selections, retrievals, metrics };
