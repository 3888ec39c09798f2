import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layers } from '@/components/divide-and-conquer/theory/layers';
import { chain, rings } from '@/components/divide-and-conquer/theory/rings';
import { embeddedModel } from '@/lib/engines/models';

describe('the theory page', () => {
  it('shows the chain of theorem 1 and proposition 3', () => {
    expect(chain()).toBe('S(IO) ⊂ TC⁰ ⊆ NC¹ ⊆ S(D&C) ⊆ S(CoT)');
    expect(new Set(rings.map(ring => ring.id)).size).toBe(rings.length);
    for (const ring of rings) expect(ring.source).toContain('2402.05359');
  });

  it('speaks of as many layers as the embedded model has', () => {
    const config: unknown = JSON.parse(readFileSync(`public/models/${embeddedModel.ref.model}/config.json`, 'utf8'));
    expect(config).toMatchObject({ num_hidden_layers: layers });
  });
});
