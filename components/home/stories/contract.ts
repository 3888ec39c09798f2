import type { ReactNode } from 'react';
import type { Story } from '@/lib/experiment/story';

/** How the stories of one kind are shown: as a picture that goes from step 0 to its last. */
export interface StoryKind<S extends Story> {
  /** The last step, at which everything is there. */
  last(story: S): number;
  /** Milliseconds from one step to the next. */
  beat: number;
  /** A step in words: `3 of 5 answers`. */
  say(story: S, at: number): string;
  Picture(props: { story: S; at: number }): ReactNode;
  /** What came out. */
  Verdict(props: { story: S }): ReactNode;
}

export type StoryOf<K extends Story['kind']> = Extract<Story, { kind: K }>;
