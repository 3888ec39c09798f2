import { describe, expect, it } from 'vitest';
import { asFailure, Failure, type FailureKind, failures, fromRecord, toRecord } from '@/lib/core/failure';
import { assertedKinds, thrownKinds } from '../support/failure-kinds';

const kinds = Object.keys(failures) as FailureKind[];
const thrown = thrownKinds('lib', 'components', 'workers');
const asserted = assertedKinds('tests/unit', 'tests/browser', 'tests/support');

describe('every failure', () => {
  it.each(kinds)('%s is thrown somewhere', kind => {
    expect(thrown).toContain(kind);
  });

  it.each(kinds)('%s is expected by a test', kind => {
    expect(asserted).toContain(kind);
  });

  it.each(kinds)('%s says what is wrong and what to do next, in sentences of a readable length', kind => {
    for (const text of Object.values(failures[kind])) {
      expect(text).toMatch(/^[A-Z].*[^.\s]\.$/);
      expect(text.length).toBeGreaterThanOrEqual(8);
      expect(text.length).toBeLessThanOrEqual(120);
    }
  });
});

describe('a failure', () => {
  it('survives a worker boundary', () => {
    const failure = new Failure('gpu-feature', 'no f16');
    const crossed = fromRecord(structuredClone(toRecord(failure)));
    expect([crossed.kind, crossed.detail, crossed.message]).toEqual([failure.kind, failure.detail, failure.message]);
  });

  it('is made of anything that was thrown', () => {
    expect(asFailure(new DOMException('stop', 'AbortError')).kind).toBe('cancelled');
    expect(asFailure(new Error('odd'))).toMatchObject({ kind: 'unknown', detail: 'odd' });
    expect(asFailure('odd')).toMatchObject({ kind: 'unknown', detail: 'odd' });
    const own = new Failure('timed-out');
    expect(asFailure(own)).toBe(own);
  });
});
