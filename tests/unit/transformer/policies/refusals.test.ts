import { describe, expect, it } from 'vitest';
import type { Budget } from '@/lib/transformer/policies/budget';
import { CompressedSequence } from '@/lib/transformer/policies/compressed-sequence';
import { findPolicy, policies } from '@/lib/transformer/policies/registry';
import { tinyShape } from '../../../support/backend-behaviour';
import { compressionOf, referenceOf } from '../../../support/policy-trial';

const backend = await referenceOf(tinyShape, 1);

const ratio = (value: number): Budget => ({ kind: 'ratio', ratio: value });
const slots = (value: number): Budget => ({ kind: 'slots', slots: value });

describe('a compression that cannot be', () => {
  it.each([
    [ratio(0.5), 'A compression ratio is a number of at least 1.'],
    [ratio(NaN), 'A compression ratio is a number of at least 1.'],
    [ratio(Infinity), 'A compression ratio is a number of at least 1.'],
    [slots(0), 'A budget is a whole number of at least one slot.'],
    [slots(-3), 'A budget is a whole number of at least one slot.'],
    [slots(2.5), 'A budget is a whole number of at least one slot.'],
    [slots(Infinity), 'A budget is a whole number of at least one slot.'],
  ])('is refused for every policy with a budget of %o', (budget, sentence) => {
    for (const policy of policies)
      expect(() => new CompressedSequence(backend, compressionOf(policy, { budget }))).toThrow(
        expect.objectContaining({ kind: 'experiment-invalid', detail: sentence }),
      );
  });

  it('is refused where what is protected does not fit', () => {
    const policy = findPolicy('streaming-llm')!;
    expect(() => new CompressedSequence(backend, compressionOf(policy, { budget: slots(4) }))).toThrow(
      'StreamingLLM protects 5 slots, which a budget of 4 has no room for.',
    );
    expect(() => new CompressedSequence(backend, compressionOf(policy, { budget: slots(5) }))).not.toThrow();
    const parameters = { sinks: 20 };
    expect(() => new CompressedSequence(backend, compressionOf(policy, { budget: slots(20), parameters }))).toThrow(
      '21',
    );
  });

  it('is refused with a parameter that is unknown, out of bounds or not whole', () => {
    for (const policy of policies)
      for (const { name, min, max, isInteger, title } of policy.parameters)
        for (const value of [min - 1, max + 1, NaN, Infinity, ...(isInteger ? [min + 0.5] : [])])
          expect(
            () => new CompressedSequence(backend, compressionOf(policy, { parameters: { [name]: value } })),
          ).toThrow(
            expect.objectContaining({ kind: 'experiment-invalid', detail: expect.stringContaining(`${title} of ${policy.title} is a`) }), // prettier-ignore
          );
    expect(
      () => new CompressedSequence(backend, compressionOf(findPolicy('h2o')!, { parameters: { sinks: 4 } })),
    ).toThrow('H2O has no parameter sinks.');
  });

  it.each([0, -1, 1.5, NaN])('is refused with a removal every %s tokens', every => {
    expect(() => new CompressedSequence(backend, compressionOf(findPolicy('h2o')!, { every }))).toThrow(
      'every 1 or more',
    );
  });

  it('opens no sequence', () => {
    expect(backend.cache.bytes().held).toBe(0);
  });
});

describe('the registry', () => {
  it('holds policies of distinct names that say what they are', () => {
    expect(new Set(policies.map(({ id }) => id)).size).toBe(policies.length);
    expect(new Set(policies.map(({ title }) => title)).size).toBe(policies.length);
    for (const { id, summary, source, parameters } of policies) {
      expect(findPolicy(id)?.id).toBe(id);
      expect(summary).toMatch(/^[A-Z].*\.$/);
      if (source) expect(source.arxiv ?? source.url).toMatch(/^\d{4}\.\d{5}$|^https:/);
      for (const { default: usual, min, max, isInteger, help } of parameters) {
        expect(usual >= min && usual <= max && (!isInteger || Number.isInteger(usual))).toBe(true);
        expect(help).toMatch(/\.$/);
      }
    }
  });
});
