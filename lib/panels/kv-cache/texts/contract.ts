import type { EngineRef } from '@/lib/engines/contract';

/** A text that caches are tried on. */
export type CacheText = {
  id: string;
  title: string;
  /** A plain text, or a chat as the model reads it. */
  text: string | { role: 'system' | 'user' | 'assistant'; content: string }[];
  /** Tokens of the text that are the prompt, so that the rest is the continuation; null where the model writes one. */
  promptTokens: number | null;
  /** What a right continuation says, as its set's `isRight` reads it; null where there is no right one. */
  answer: string | null;
  /** Where what the answer needs is told, of a text that hides it: piece `depth` of `of`, from 1. */
  needle?: { depth: number; of: number };
};

/** A family of texts of one kind. */
export interface TextSet {
  id: string;
  title: string;
  /** What it shows, in one sentence. */
  about: string;
  /** The models that were trained on such texts, the usual one first; others may be at a loss. */
  models: readonly [EngineRef, ...EngineRef[]];
  /** The lengths of its texts, in pieces, if it hides needles: an experiment chooses some, and has as many texts of each. */
  lengths?: { usual: number; all: readonly number[] };
  load(): Promise<readonly CacheText[]>;
  /** Whether a continuation says what is right. */
  isRight?(written: string, answer: string): boolean;
}
