import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asFailure, Failure, type FailureKind, failures, fromRecord, toRecord } from '@/lib/core/failure';

/** The failure table: what provokes each failure, and the test that does so. The type makes a new kind ask for its line. */
const table: Record<FailureKind, [injected: string, file: string, test: string]> = {
  cancelled: ['Stop in the middle of an answer', 'engines/endpoint.test.ts', 'closes the connection'],
  'link-malformed': ['bytes that are no link', 'experiment/link.test.ts', 'is refused by name'],
  'link-too-large': ['a deflate bomb', 'experiment/link.test.ts', 'a deflate bomb'],
  'link-version': ['a link of a later version', 'experiment/link.test.ts', 'a newer link'],
  'other-panel': ['a link of another panel', 'experiment/link.test.ts', 'another panel, named like a prototype'],
  'experiment-invalid': ['a value out of bounds', 'experiment/spec.test.ts', 'names the place and what is allowed'],
  'file-malformed': ['a file of another program', 'experiment/file.test.ts', 'is not one of ours is refused by name'],
  'file-too-large': ['a file of 21 MB', 'experiment/file.test.ts', 'is not one of ours is refused by name'],
  'number-invalid': [
    'signs, spaces, 41 digits',
    'panels/divide-and-conquer/tasks/arithmetic/numbers.test.ts',
    'names what is wrong',
  ],
  'answer-unparsable': [
    'an answer without a number',
    'experiment/scope.test.ts',
    'journals an answer that cannot be read',
  ],
  'split-stuck': [
    'a split into the whole',
    'panels/divide-and-conquer/strategies.test.ts',
    'does not make the problem smaller',
  ],
  'data-malformed': ['a spreadsheet, a web page, a zero byte', 'data/decode.test.ts', 'is refused by name'],
  'data-missing': ['a file that was moved', 'data/decode.test.ts', 'vanished after it was chosen'],
  'data-too-large': ['50 MB and one byte', 'data/decode.test.ts', 'when it is too large'],
  'data-unreachable': ['a closed port, a silent server', 'data/from-url.test.ts', 'is named unreachable'],
  'bound-reached': [
    'a list of ten thousand questions',
    'panels/divide-and-conquer/bad-input.test.ts',
    'count the calls of a whole strategy',
  ],
  'strategy-unfit': [
    'tree of thoughts on a product',
    'panels/divide-and-conquer/matrix.test.ts',
    'does not suit, says why',
  ],
  'store-unavailable': ['no IndexedDB', 'experiment/store.test.ts', 'says so when the browser has no storage'],
  'webgpu-missing': ['no adapter', 'engines/webllm.test.ts', 'before a worker is made'],
  'insecure-context': ['plain http on a LAN', 'engines/webllm.test.ts', 'before a worker is made'],
  'gpu-feature': ['a GPU without shader-f16', 'engines/webllm.test.ts', 'names the build that can'],
  'too-large': ['too little storage', 'engines/webllm.test.ts', 'before a worker is made'],
  'download-failed': ['a shard that does not come', 'engines/webllm.test.ts', 'tries a failed download again'],
  'integrity-failed': ['a list of shards that is a web page', 'engines/manifest.test.ts', 'answers nonsense'],
  'model-file': ['lying safetensors', 'transformer/safetensors.test.ts', 'for any bytes'],
  'model-unsupported': ['a config of another shape', 'transformer/config.test.ts', 'by name'],
  'device-lost': ['a device that is lost twice', 'engines/webllm.test.ts', 'when the device is lost twice'],
  'worker-died': ['an error event of the worker', 'engines/webllm.test.ts', 'fails at once when the worker dies'],
  'timed-out': ['a server that falls silent', 'engines/endpoint.test.ts', 'times out when it falls silent'],
  'context-exceeded': ['a prompt over the limit', 'engines/endpoint.test.ts', 'is named context-exceeded'],
  'endpoint-unreachable': ['a closed port', 'engines/endpoint.test.ts', 'is named unreachable'],
  'endpoint-unauthorised': ['status 401 and 403', 'engines/endpoint.test.ts', 'is named unauthorised'],
  'endpoint-busy': ['429 at every try', 'engines/endpoint.test.ts', 'is given up as busy'],
  'endpoint-refused': ['status 404', 'engines/endpoint.test.ts', 'is named refused'],
  'endpoint-protocol': ['ten bodies in other forms', 'engines/endpoint.test.ts', 'is named endpoint-protocol'],
  'embedding-unsupported': ['an engine without embeddings', 'experiment/phases.test.ts', 'without embeddings'],
  'panel-unknown': ['a file of no panel', 'experiment/file.test.ts', 'that is not one of ours is refused by name'],
  'recording-missing': ['a call that was never recorded', 'engines/recorded.test.ts', 'says that it is missing'],
  unknown: ['an error that nobody has named', 'engines/webllm.test.ts', 'every failure is one of ours'],
};

const rows = Object.entries(table) as [FailureKind, (typeof table)[FailureKind]][];

describe('every failure', () => {
  it('is in the table, and nothing else is', () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(failures).sort());
  });

  it.each(rows)('%s is provoked by a test that names it', (kind, [injected, file, name]) => {
    const place = `tests/unit/${file}`;
    expect(existsSync(place)).toBe(true);
    const source = readFileSync(place, 'utf8');
    expect(source).toContain(`'${kind}'`);
    expect(source).toContain(name);
    expect(injected).not.toBe('');
  });

  it.each(rows)('%s tells what is wrong and what to do, in whole sentences', kind => {
    const { sentence, next } = failures[kind];
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(next).toMatch(/^[A-Z].{8,}\.$/);
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
