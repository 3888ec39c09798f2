import { describe, expect, it } from 'vitest';
import { createEmbeddedEngine } from '@/lib/engines/embedded';
import { embeddedBatch, sendingOf } from '@/lib/panels/divide-and-conquer/sending';

const of = (engine: 'embedded' | 'endpoint' | 'webllm') => ({ engine });

describe('how calls are sent', () => {
  it('is told of each engine, and of what waits for each other whatever the engine', () => {
    expect(sendingOf('single-level', of('embedded'))).toContain(`up to ${embeddedBatch};`);
    expect(sendingOf('single-level', of('endpoint'), 12)).toContain('up to 12 at the same time');
    expect(sendingOf('single-level', of('endpoint'))).toContain('several at the same time');
    expect(sendingOf('cot-sc', of('webllm'))).toContain('one after another');
    expect(sendingOf('least-to-most', of('embedded'))).toBe('Each call waits for the one before it.');
    expect(sendingOf('io', of('embedded'))).toBe('');
  });

  it('names the batch that the embedded engine has', () => {
    const engine = createEmbeddedEngine({ model: 'any' } as Parameters<typeof createEmbeddedEngine>[0]);
    expect(engine.can.batch).toBe(embeddedBatch);
  });
});
