import { describe, expect, it } from 'vitest';
import { glossary } from '@/components/ui/glossary';

const terms = [
  'IO (direct answer)',
  'chain of thought (CoT)',
  'self-consistency',
  'least-to-most',
  'decomposed prompting',
  'tree of thoughts',
  'divide and conquer',
  'leaf size w',
  'token',
  'prompt tokens',
  'completion tokens',
  'decoding context',
  'greedy',
  'temperature',
  'seed',
  'Wilson interval',
  'bootstrap interval',
  "McNemar's test",
  "Holm's correction",
  'F1',
  'G-mean',
  'precision',
  'recall',
  'edit distance',
  'TC0',
  'KV cache',
  'KL divergence',
  'critical path',
  'log-probability',
];

describe('the glossary', () => {
  it('defines every term', () => expect(Object.keys(glossary).sort()).toEqual([...terms].sort()));

  it.each(Object.entries(glossary))('defines %s in one or two sentences of at most 220 characters', (_term, text) => {
    expect(text.length).toBeGreaterThan(30);
    expect(text.length).toBeLessThanOrEqual(220);
    expect(text).toMatch(/^[A-Z0-9].*\.$/);
  });
});
