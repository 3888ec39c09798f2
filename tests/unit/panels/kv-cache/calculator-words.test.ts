import { describe, expect, it } from 'vitest';
import { stripText } from '@/components/kv-cache/calculator/layer-strip';
import {
  exactBytes,
  factorText,
  fleetText,
  longestText,
  summary,
  timeText,
  tokensText,
} from '@/components/kv-cache/calculator/words';
import { calculate } from '@/lib/panels/kv-cache/calculator/calculate';
import { presetOf } from '@/lib/panels/kv-cache/calculator/presets/models';
import { type CalculatorState, defaultState } from '@/lib/panels/kv-cache/calculator/state';

const of = (change: Partial<CalculatorState>) => {
  const state = { ...defaultState, ...change };
  return [calculate(state), state] as const;
};
const preset = (id: string) => ({ kind: 'preset' as const, id });

describe('the sentences of the result', () => {
  it('say what a sequence needs and how many fit', () => {
    expect(summary(...of({ techniques: {} }))).toBe(
      'One sequence of 32,768 tokens needs 4.3 GB. 13 sequences fit at once beside the weights (NVIDIA H100 SXM).',
    );
    expect(summary(...of({ context: 400_000, techniques: {} }))).toMatch(/ 1 sequence fits at once /);
    expect(summary(...of({ context: 1, model: preset('llama-3.1-70b') }))).toBe(
      'One sequence of 1 token needs 328 kB. The weights alone do not fit on one device (NVIDIA H100 SXM).',
    );
    expect(summary(...of({ context: 4_000_000, techniques: {} }))).toMatch(/ No such sequence fits beside the weights/);
  });

  it('say how many devices the users need', () => {
    expect(fleetText(...of({ techniques: {} }))).toBe(
      'For 100 users at once: 8 devices, 13 sequences on each device (NVIDIA H100 SXM).',
    );
    expect(fleetText(...of({ techniques: {}, model: preset('llama-3.1-70b'), users: 1, context: 8192 }))).toBe(
      'For 1 user at once: 2 devices in groups of 2 that share the weights, 1 sequence on each group (NVIDIA H100 SXM).',
    );
    expect(fleetText(...of({ model: preset('kimi-k2'), device: 'snapdragon-8-elite' }))).toMatch(
      /even a group of 64 such devices does not hold one sequence/,
    );
  });

  it('say the longest context, also where there is none or no end', () => {
    // 90 % of 80 GB less 16.06 GB of weights, at 131,072 bytes a token.
    expect(longestText(of({ techniques: {} })[0])).toBe('426,788 tokens');
    expect(longestText(of({ model: preset('llama-3.1-70b') })[0])).toBe('none');
    expect(longestText(of({ model: preset('mistral-7b-v0.1') })[0])).toBe('any length');
  });
});

describe('numbers', () => {
  it('are exact where people multiply them, and short elsewhere', () => {
    expect([exactBytes(131_072), exactBytes(1), exactBytes(6229.25)]).toEqual([
      '131,072 bytes',
      '1 byte',
      '6,229.3 bytes',
    ]);
    expect([factorText(4), factorText(3.699), factorText(12.54)]).toEqual(['4×', '3.7×', '12.5×']);
    expect([timeText(0.0215), timeText(3.14159)]).toEqual(['21.5 ms', '3.14 s']);
    expect([1, 256, 1024, 2048, 32_768, 40_000, 2 ** 20, 3 * 2 ** 20].map(tokensText)).toEqual([
      '1',
      '256',
      '1,024',
      '2K',
      '32K',
      '40,000',
      '1M',
      '3M',
    ]);
  });
});

describe('the strip of layers', () => {
  it('is told in runs of one kind, and a long one is cut', () => {
    const text = (id: string) => stripText(calculate({ ...defaultState, model: preset(id) }).model.layers);
    expect(presetOf('gemma-4-e4b')?.config.num_kv_shared_layers).toBe(18);
    expect(text('llama-3.1-8b')).toBe('layers 1 to 32: Full attention.');
    expect(text('gemma-4-e4b')).toContain('layers 1 to 5: Sliding window; layer 6: Full attention; layers 7 to 11:');
    expect(text('gemma-4-e4b')).toContain('layers 25 to 42: Shared cache.');
    expect(text('gpt-oss-20b')).toMatch(/layer 12: Full attention; and 12 more layers\.$/);
  });
});
