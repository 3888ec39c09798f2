import type { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { ChatRequest, Pause, Progress, Purpose } from '@/lib/engines/contract';
import type { JournalEntry } from './entry';
import type { Unit, UnitResult } from './panel';

/** What a run reports while it runs, enough to draw its prompt tree as it grows. */
export type RunEvent =
  /** A phase begins: these are its units, under their final names. `index` counts from 0. */
  | { type: 'phase-started'; phase: string; index: number; phases: number; units: readonly Unit[] }
  /** An engine is being made ready for the first call that no journal answers. */
  | { type: 'load'; purpose: Purpose; progress: Progress }
  | { type: 'unit-started'; name: string }
  /**
   * A call was sent, or a measurement begun, which has no chat request. Sent again for the same path if it is repeated: its text and parts
   * then start afresh.
   */
  | { type: 'call-started'; path: string[]; roles: string[]; request?: ChatRequest }
  /** `text` is to be appended. */
  | { type: 'delta'; path: string[]; text: string }
  /** What is known of a measurement on its way, in the form of its instrument. */
  | { type: 'part'; path: string[]; part: Json }
  /** No answer came; nothing is journaled. */
  | { type: 'call-failed'; path: string[]; roles: string[]; failure: Failure }
  /** The engine's device or worker was lost: it is made ready again and the calls in flight are sent again. */
  | { type: 'engine-lost'; failure: Failure }
  /** Calls wait for the engine's server, and go on by themselves when it answers; null when they go on. */
  | { type: 'paused'; pause: Pause | null }
  | { type: 'entry'; entry: JournalEntry; replayed: boolean }
  | { type: 'unit-finished'; result: UnitResult }
  /** Units of the phases that have begun. */
  | { type: 'progress'; done: number; total: number }
  /** An entry could not be stored; the run goes on without. Reported once. */
  | { type: 'not-stored'; failure: Failure };
