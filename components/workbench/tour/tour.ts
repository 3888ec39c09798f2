/** One step of a tour: a place of the page, and what to see there. */
export interface TourStep {
  title: string;
  /** One to three sentences. */
  text: string;
  /** The element that it is about: the value of its `data-tour`. */
  anchor: string;
  /** The part of its picture that the panel opens meanwhile: the id of a stage, of a tab. The panel knows what it names. */
  part?: string;
}

/** A guided walk through a ready-made run. */
export interface Tour {
  title: string;
  /** File of the run, as `public/experiments/index.json` lists it. */
  run: string;
  /** Four to six. */
  steps: readonly TourStep[];
}
