import type { FieldTable } from '@/lib/experiment/fields';
import type { Settings } from '@/lib/experiment/panel';
import type { ScoreTable } from '../voting/scores';
import type { Tally } from '../voting/tally';
import type { Recorded } from './recorded';

/** What the answers to one sentence said, and what won the vote. */
export interface Annotated {
  /** All pairs. */
  tally: Tally;
  voted: Tally;
}

/** What a selection goes by. */
export interface Scoring {
  /** What has a score. */
  of: 'sentence' | 'entity';
  /** The scores of a sample, in votes: one for the sample, or one for each of its entities. */
  scores(sample: Annotated): number[];
  /**
   * Name of the setting that a score must reach to stay; absent where nothing is left out by its score. What the selection keeps of a sample
   * changes with this setting only at the sample's scores.
   */
  threshold?: string;
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
  /** Absent where it goes by nothing that can be drawn on one axis. */
  scoring?: Scoring;
  /** What it kept of the run that the authors of arXiv 2311.08921 recorded. */
  recorded?: Recorded;
  /** The entities of the sample, with scores; undefined where the sample is left out. */
  select(sample: Annotated, options: O): ScoreTable | undefined;
}
