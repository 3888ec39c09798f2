import { describe, expect, it } from 'vitest';
import { asFailure } from '@/lib/core/failure';
import type { Source } from '@/lib/data/source';
import { calculate } from '@/lib/panels/kv-cache/calculator/calculate';
import { longestConfig } from '@/lib/panels/kv-cache/calculator/config/read';
import { readOwnModel } from '@/lib/panels/kv-cache/calculator/own';
import { calculatorSchema, defaultState } from '@/lib/panels/kv-cache/calculator/state';

const { signal } = new AbortController();
const text = (config: unknown) => ({ kind: 'text' as const, text: JSON.stringify(config) });
/** The name of the failure that reading ends with. */
const refusal = (source: Source) =>
  readOwnModel(source, signal).then(
    () => 'nothing',
    (error: unknown) => asFailure(error).kind,
  );
const plain = { num_hidden_layers: 2, num_attention_heads: 2, num_key_value_heads: 1, head_dim: 4 };

describe('a config.json of one\u2019s own', () => {
  it('becomes part of a state that its schema takes, with the fields that count', async () => {
    const file = new File([JSON.stringify({ ...plain, architectures: ['Mine'] })], 'mine.json');
    const model = await readOwnModel({ kind: 'files', files: [file] }, signal);
    expect(model).toEqual({ kind: 'own', name: 'mine.json', config: JSON.stringify(plain), parameters: 0, active: 0 });
    const state = { ...defaultState, model };
    expect(calculatorSchema.parse(state)).toEqual(state);
    expect(calculate(state).bytes.growth).toBe(32);
  });

  it('is refused by name where it cannot be computed with, is too large, or has an address that is not safe', async () => {
    expect(await refusal(text({}))).toBe('config-unfit');
    expect(await refusal(text({ ...plain, layer_types: ['x', 'y'] }))).toBe('config-unfit');
    const large = { kind: 'text' as const, text: ' '.repeat(4 * longestConfig + 1) };
    expect(await refusal(large)).toBe('config-unfit');
    const types = { ...plain, num_hidden_layers: 2000, layer_types: Array(2000).fill('full_attention') };
    expect(await refusal(text(types))).toBe('config-unfit');
    const address = { kind: 'address' as const, address: 'http://example.org/config.json' };
    expect(await refusal(address)).toBe('data-unreachable');
  });
});
