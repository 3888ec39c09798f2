import type { FailureRecord } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { ChatRequest, FinishReason, MeasureRequest, Timings, TokenLogprob, Usage } from '@/lib/engines/contract';

/** What every entry of a journal has. */
interface Place {
  /** Names from the unit down to here. */
  path: string[];
  /**
   * What each element of `path` is for, in the program's own terms: `['unit', 'strategy', 'part', 'solve']`. As long as `path`; an empty
   * string where the program said nothing. Absent in journals from before roles, which `Panel.migrateEntry` adds them to.
   */
  roles?: string[];
}

/** A model call in a journal. Found again by its path and the hash of its request: change a prompt and only what depends on it runs again. */
export interface CallEntry extends Place {
  kind: 'call';
  /** `hash64` of the canonical request. */
  hash: string;
  request: ChatRequest;
  text: string;
  parsed: Json;
  truth?: Json;
  finish_reason: FinishReason;
  usage: Usage;
  timings: Timings;
  logprobs?: TokenLogprob[];
  /** Id of the engine that answered. */
  engine: string;
  /** The text came but could not be read. */
  failure?: FailureRecord;
}

/** Embeddings of some texts, made in one request. Found again by its path and the hash of the texts. */
export interface EmbeddingEntry extends Place {
  kind: 'embedding';
  /** `hash64` of the canonical list of texts. */
  hash: string;
  texts: string[];
  /** One a text: base64 of its float32 values, little-endian. */
  vectors: string[];
  /** Milliseconds. */
  total_ms: number;
  /** Id of the engine that embedded. */
  engine: string;
}

/** A measurement inside the model. Found again by its path and the hash of its request. */
export interface MeasurementEntry extends Place {
  kind: 'measurement';
  /** `hash64` of the canonical request. */
  hash: string;
  request: MeasureRequest;
  value: Json;
  /** Milliseconds. */
  total_ms: number;
  /** Id of the engine that measured. */
  engine: string;
}

/** A value that the program computed by code. */
export interface ValueEntry extends Place {
  kind: 'value';
  value: Json;
  truth?: Json;
}

/** What an engine answered. */
export type AnsweredEntry = CallEntry | EmbeddingEntry | MeasurementEntry;

export type JournalEntry = AnsweredEntry | ValueEntry;

/** A path as one string: the key of the prompt tree and of the store. Names never hold ` / ` (the scope replaces it). */
export const pathKey = (path: readonly string[]): string => path.join(' / ');

/** The role of an entry's last path element: what the step is for. Empty where the program said nothing. */
export const roleOf = ({ roles }: Pick<JournalEntry, 'roles'>): string => roles?.at(-1) ?? '';
