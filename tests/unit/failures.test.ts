import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asFailure, Failure, type FailureKind, failures, fromRecord, toRecord } from '@/lib/core/failure';
import { failureAreas } from '../failures';
import { failuresAsMarkdown, failuresFile } from '../failures/markdown';
import { assertedKinds, thrownKinds } from '../support/failure-kinds';
import { testsOf } from '../support/syntax';

const kinds = Object.keys(failures) as FailureKind[];
const thrown = thrownKinds('lib', 'components', 'workers');
const rows = failureAreas.flatMap(area => area.rows);

describe('every failure', () => {
  it.each(kinds)('%s is thrown somewhere', kind => {
    expect(thrown).toContain(kind);
  });

  it.each(kinds)('%s has a row in the table, whose test expects it', kind => {
    const expected = rows
      .filter(({ sees }) => sees === kind)
      .flatMap(({ test: [file, title] }) => testsOf(`tests/${file}`).get(title) ?? [])
      .flatMap(assertedKinds);
    expect(expected).toContain(kind);
  });

  it.each(kinds)('%s says what is wrong and what to do next, in sentences of a readable length', kind => {
    for (const text of Object.values(failures[kind])) {
      expect(text).toMatch(/^[A-Z].*[^.\s]\.$/);
      expect(text.length).toBeGreaterThanOrEqual(8);
      expect(text.length).toBeLessThanOrEqual(120);
    }
  });
});

describe('the table of failures', () => {
  it.each(rows.map(({ what, test }) => [what, ...test] as const))(
    'names a test that is there: %s',
    (_what, file, title) => {
      expect([...testsOf(`tests/${file}`).keys()]).toContain(title);
    },
  );

  it('says each thing once', () => {
    const things = rows.map(({ what }) => what);
    expect(things).toEqual([...new Set(things)]);
  });

  it('is as it stands in tests/failures.md; `npm run failures` writes it', async () => {
    expect(readFileSync(failuresFile, 'utf8')).toBe(await failuresAsMarkdown());
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
