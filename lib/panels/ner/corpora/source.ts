import type { FieldTable } from '@/lib/experiment/fields';
import type { Settings } from '@/lib/experiment/panel';
import type { Corpus } from '../corpus';

/** The two parts of a corpus. Ids of sentences are unique over both. The gold of the unlabelled part is shown for the upper bound only. */
export interface CorpusParts {
  unlabelled: Corpus;
  test: Corpus;
}

/** Where the sentences of an experiment come from. */
export interface CorpusSource {
  id: string;
  title: string;
  /** One sentence. */
  about: string;
  /** Settings of its own. */
  fields?: FieldTable;
  /** Why an experiment with these settings of its own cannot run, as a sentence; undefined if it can. */
  obstacle?(own: Settings): string | undefined;
  /** @param own its own settings @throws Failure `data-missing` where a user's sentences are not here */
  load(own: Settings): Promise<CorpusParts>;
}
