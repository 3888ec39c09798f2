import type { FieldTable } from '@/lib/experiment/fields';
import type { Settings } from '@/lib/experiment/panel';
import type { ScoreTable } from '../voting/scores';
import type { Tally } from '../voting/tally';

/** What the answers to one sentence said, and what won the vote. */
export interface Annotated {
  /** All pairs. */
  tally: Tally;
  voted: Tally;
}

/**
 * A way to choose the self-annotations that are reliable enough to be shown as demonstrations. It owns its settings; a field of the experiment
 * named after its id holds them.
 */
export interface Selection<O extends Settings = Settings> {
  id: string;
  title: string;
  /** One sentence. */
  summary: string;
  fields: FieldTable;
  /** The entities of the sample, with scores; undefined where the sample is left out. */
  select(sample: Annotated, options: O): ScoreTable | undefined;
}
