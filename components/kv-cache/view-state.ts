import type { RunView } from '@/components/workbench/state';
import type { KvSettings } from '@/lib/panels/kv-cache/settings';
import type { Shown } from './live/trials';

export type KvRun = RunView<KvSettings>;

/** What a person chose on the page of a run, in all its tabs. */
export interface ViewState {
  tab: string;
  /** The cache that is shown, and the one beside it; null for the usual one, and for none. */
  first: Shown | null;
  second: Shown | null;
  /** Tokens of the continuation; null for all that are known, also while more come. */
  at: number | null;
}

export const freshView: ViewState = { tab: 'live', first: null, second: null, at: null };
