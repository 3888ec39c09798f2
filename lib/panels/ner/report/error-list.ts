import type { Steps } from '@/lib/core/steps';
import { type EntityError, type ErrorKind, errorsOf } from '../errors';
import type { Named, SentenceResult, TestResult } from '../result';
import type { System } from './systems';

/** One error of one system, with where it is found. */
export interface ErrorCase extends EntityError {
  /** Name of the unit of its sentence. */
  unit: string;
  sentence: SentenceResult;
}

/** The errors of a system by kind, and how many entities it predicted rightly. */
export interface SystemErrors {
  system: System;
  /** Sentences that were judged. */
  n: number;
  right: number;
  kinds: ReadonlyMap<ErrorKind, readonly ErrorCase[]>;
}

/** Every error of every system, in the order of the systems and the sentences; a step is one sentence. */
export function* errorSteps(systems: readonly System[], tests: readonly Named<TestResult>[]): Steps<SystemErrors[]> {
  const all: SystemErrors[] = [];
  for (const system of systems) {
    const kinds = new Map<ErrorKind, ErrorCase[]>();
    let n = 0;
    let right = 0;
    for (const { unit, value } of tests) {
      const judged = system.judge(value);
      yield;
      if (!judged) continue;
      n++;
      const errors = errorsOf(judged);
      right += judged.predicted.mentions.size - errors.filter(({ kind }) => kind !== 'missed').length;
      for (const error of errors) {
        const cases = kinds.get(error.kind) ?? [];
        kinds.set(error.kind, cases);
        cases.push({ ...error, unit, sentence: value.sentence });
      }
    }
    all.push({ system, n, right, kinds });
  }
  return all;
}
