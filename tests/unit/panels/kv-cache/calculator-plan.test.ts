import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from '@/lib/panels/kv-cache/calculator/calculate';
import {
  batchBars,
  batchCurve,
  contextSteps,
  memoryCurves,
  throughputCurves,
} from '@/lib/panels/kv-cache/calculator/curves';
import {
  type Deployment,
  fleetFor,
  largestBatch,
  largestContext,
  longestContext,
  stepTime,
  throughput,
} from '@/lib/panels/kv-cache/calculator/plan';
import { devices } from '@/lib/panels/kv-cache/calculator/presets/devices';
import { presets } from '@/lib/panels/kv-cache/calculator/presets/models';
import { plainStorage, totalBytes } from '@/lib/panels/kv-cache/calculator/size';
import { calculatorSchema, type CalculatorState, defaultState } from '@/lib/panels/kv-cache/calculator/state';

/** 8 KV bytes a token, 100 bytes of weights, a device of 1000 bytes. */
const small: Deployment = {
  layers: [
    {
      kind: 'full',
      stores: [
        {
          kind: 'growing',
          stride: 1,
          entry: [
            { role: 'key', count: 1, size: 2 },
            { role: 'value', count: 1, size: 2 },
          ],
          operations: 16,
        },
      ],
    },
  ],
  storage: plainStorage,
  weights: { parameters: 50, active: 50, bytes: 2 },
  device: { id: 'x', title: 'x', memory: 1000, bandwidth: 100, peak: 1e6, source: 'x' },
  usable: 0.9,
};
const like = (change: Partial<Deployment>): Deployment => ({ ...small, ...change });

describe('what fits', () => {
  it('is what weights leave of the memory', () => {
    // 900 less 100 bytes, 80 a sequence of 10 tokens.
    expect(largestBatch(small, 10)).toBe(10);
    expect(largestBatch(small, 11)).toBe(9);
    expect(largestContext(small, 1)).toBe(100);
    expect(largestContext(small, 10)).toBe(10);
  });

  it('is nothing where the weights do not fit, and without an end where nothing is stored', () => {
    const heavy = like({ weights: { parameters: 1000, active: 1000, bytes: 2 } });
    expect([largestBatch(heavy, 1), largestContext(heavy, 1)]).toEqual([0, 0]);
    const empty = like({ layers: [] });
    expect([largestBatch(empty, 10), largestContext(empty, 1)]).toEqual([Infinity, longestContext]);
  });

  it('is the last that fits: one token or sequence more does not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...presets),
        fc.constantFrom(...devices),
        fc.integer({ min: 1, max: 500_000 }),
        (preset, device, context) => {
          const { deployment } = calculate({
            ...defaultState,
            model: { kind: 'preset', id: preset.id },
            device: device.id,
            context,
          });
          const room = device.memory * deployment.usable - preset.parameters * 2;
          const bytes = (tokens: number) => totalBytes(deployment.layers, tokens, deployment.storage);
          const batch = largestBatch(deployment, context);
          if (room < 0) expect(batch).toBe(0);
          else {
            expect(batch * bytes(context)).toBeLessThanOrEqual(room);
            expect((batch + 1) * bytes(context)).toBeGreaterThan(room);
          }
          const longest = largestContext(deployment, 1);
          if (longest > 0) expect(bytes(longest)).toBeLessThanOrEqual(room);
          if (longest < longestContext) expect(bytes(longest + 1) > room || room < 0).toBe(true);
        },
      ),
      { numRuns: 150, seed: 12 },
    );
  });
});

describe('a decode step', () => {
  it('takes the time of its bytes, or of its operations where that is longer', () => {
    // Weights of 100 bytes, and 2 x 80 bytes of cache, at 100 bytes a second.
    const slow = stepTime(small, 10, 2);
    expect(slow).toEqual({ bytes: 260, operations: 2 * (100 + 160), seconds: 2.6, bound: 'memory' });
    const weak = like({ device: { ...small.device, peak: 10 } });
    expect(stepTime(weak, 10, 2)).toMatchObject({ seconds: 52, bound: 'operations' });
    expect(stepTime(like({ device: { ...small.device, peak: null } }), 10, 2)).toMatchObject({ seconds: 2.6 });
    expect(throughput(small, 10, 2)).toBeCloseTo(2 / 2.6, 10);
    expect(throughput(small, 10, 0)).toBe(0);
  });

  it('reads of a mixture of experts what its tokens use, and never more than there is', () => {
    const mixture = like({ weights: { parameters: 50, active: 5, bytes: 2 } });
    const bytes = (batch: number) => stepTime(mixture, 10, batch).bytes - batch * 80;
    expect([bytes(1), bytes(4), bytes(10), bytes(20)]).toEqual([10, 40, 100, 100]);
  });

  it('of a Llama of 8 billion parameters on an H100 is bound by memory alone, and by operations in a large batch', () => {
    const { deployment, batch } = calculate({ ...defaultState, context: 1, techniques: {} });
    const alone = stepTime(deployment, 1, 1);
    expect(alone.bound).toBe('memory');
    // 16.06 GB of weights and a cache of 131,072 bytes, at 3.35 TB/s.
    expect(alone.seconds).toBeCloseTo((2 * 8.03e9 + 131_072) / 3.35e12, 9);
    expect(stepTime(deployment, 1, batch).bound).toBe('operations');
  });
});

describe('a fleet', () => {
  it('has as many devices as the users need', () => {
    expect(fleetFor(small, 10, 10)).toEqual({ groupSize: 1, batch: 10, devices: 1 });
    expect(fleetFor(small, 10, 11)).toEqual({ groupSize: 1, batch: 10, devices: 2 });
    expect(fleetFor(small, 10, 3)).toEqual({ groupSize: 1, batch: 3, devices: 1 });
  });

  it('shares the weights among devices where one is too small, and is none where no group suffices', () => {
    const heavy = like({ weights: { parameters: 1000, active: 1000, bytes: 2 } });
    // 4 x 900 less 2000 bytes are 20 sequences of 80 bytes.
    expect(fleetFor(heavy, 10, 50)).toEqual({ groupSize: 4, batch: 20, devices: 12 });
    expect(fleetFor(like({ weights: { parameters: 1e6, active: 1, bytes: 2 } }), 10, 1)).toBeNull();
  });
});

const state = (change: Partial<CalculatorState>): CalculatorState => ({ ...defaultState, ...change });

describe('the state', () => {
  it('is what the schema takes, with every preset and device', () => {
    expect(calculatorSchema.parse(JSON.parse(JSON.stringify(defaultState)))).toEqual(defaultState);
    for (const { id } of presets) {
      const { bytes, kinds, model, total } = calculate(state({ model: { kind: 'preset', id } }));
      expect(kinds.reduce((sum, kind) => sum + kind.total, 0)).toBe(total);
      expect(kinds.reduce((sum, kind) => sum + kind.layers, 0)).toBe(model.layers.length);
      expect(bytes.growth + bytes.window + bytes.state).toBeGreaterThan(0);
    }
  });

  it.each([
    ['a number that is none', { context: NaN }],
    ['a number without an end', { users: Infinity }],
    ['a text for a number', { context: '4096' }],
    ['a fraction of a token', { context: 1.5 }],
    ['an absurd context', { context: 1e12 }],
    ['an unknown device', { device: 'abacus' }],
    ['an unknown technique', { techniques: { magic: { ratio: 2 } } }],
    ['a ratio of 0', { techniques: { dmc: { ratio: 0 } } }],
    ['a ratio without an end', { techniques: { dmc: { ratio: Infinity } } }],
    ['a setting that is not its own', { techniques: { dmc: { ratio: 2, window: 3 } } }],
    [
      'an own config that is too long',
      { model: { kind: 'own', name: '', config: 'x'.repeat(20_001), parameters: 1, active: 1 } },
    ],
    ['a field that it does not have', { colour: 'red' }],
  ])('is refused with %s', (_what, change) => {
    expect(calculatorSchema.safeParse({ ...defaultState, ...change }).success).toBe(false);
  });

  it('computes an own config, whose parameters are all used where nobody said how many', () => {
    const config = JSON.stringify({
      num_hidden_layers: 2,
      num_attention_heads: 2,
      head_dim: 4,
      num_key_value_heads: 1,
    });
    const own = calculate(state({ model: { kind: 'own', name: 'mine', config, parameters: 2, active: 0 } }));
    expect(own.title).toBe('mine');
    expect(own.bytes.growth).toBe(2 * 2 * 4 * 2);
    expect(own.deployment.weights).toEqual({ parameters: 2e9, active: 2e9, bytes: 2 });
  });
});

describe('the curves', () => {
  it('go from 256 tokens to the chosen context, in powers of two', () => {
    expect(contextSteps(32_768)).toEqual([256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768]);
    expect(contextSteps(5)).toEqual([256, 512, 1024, 2048, 4096]);
    expect(contextSteps(5000).at(-1)).toBe(8192);
  });

  it('compare the plain cache with every technique alone and with all together', () => {
    const both = state({ techniques: { dmc: { ratio: 4 }, 'eviction-slots': { slots: 1024 } }, format: 'q8_0' });
    const curves = memoryCurves(calculate(both), both);
    expect(curves.map(({ id }) => id)).toEqual(['plain', 'format', 'dmc', 'eviction-slots', 'all']);
    const last = Object.fromEntries(curves.map(({ id, points }) => [id, points.at(-1)!.value]));
    const slot = 32 * 8 * 272;
    expect(last).toEqual({
      plain: 32_768 * 131_072,
      format: 32_768 * slot,
      dmc: 8192 * slot,
      'eviction-slots': 1024 * slot,
      all: 1024 * slot,
    });
    expect(new Set(curves.map(({ color }) => color % 8)).size).toBe(curves.length);
    const bars = batchBars(calculate(both), both);
    expect(bars.map(({ id }) => id)).toEqual(curves.map(({ id }) => id));
    expect(bars.at(-1)!.value).toBe(calculate(both).batch);
  });

  it('of throughput begin at 1, rise with the ratio, and rise more with a larger batch', () => {
    const [largest, same] = throughputCurves(calculate(defaultState), defaultState);
    expect([largest!.points[0], same!.points[0]]).toEqual([
      { x: 1, value: 1 },
      { x: 1, value: 1 },
    ]);
    for (const { points } of [largest!, same!])
      points.forEach(({ value }, at) => expect(value).toBeGreaterThanOrEqual(points[at - 1]?.value ?? 0));
    expect(largest!.points.at(-1)!.value).toBeGreaterThan(same!.points.at(-1)!.value);
  });

  it('of throughput are none where nothing fits without compression', () => {
    const tight = state({ model: { kind: 'preset', id: 'llama-3.1-70b' } });
    expect(throughputCurves(calculate(tight), tight)).toEqual([]);
    expect(batchCurve(calculate(tight), tight).points).toEqual([]);
  });

  it('over the batch end with the largest that fits', () => {
    const calculation = calculate(defaultState);
    const { points } = batchCurve(calculation, defaultState);
    expect(points.at(-1)).toEqual({ x: calculation.batch, value: calculation.tokensPerSecond });
    points.forEach(({ value }, at) => expect(value).toBeGreaterThan(points[at - 1]?.value ?? 0));
  });
});
