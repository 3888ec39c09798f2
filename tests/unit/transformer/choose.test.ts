import { describe, expect, it } from 'vitest';
import { chooseBackends } from '@/lib/transformer/backends/choose';
import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import type { ModelConfig } from '@/lib/transformer/config';
import type { BackendFactory, BackendName } from '@/lib/transformer/contract';
import { tinyShape } from '../../support/backend-behaviour';

const built: ModelConfig[] = [];

/** The reference backend, slowed down by this many milliseconds a pass. */
const factory = (name: BackendName, isCandidate: boolean, slow = 0, more: Partial<BackendFactory> = {}) => ({
  name,
  isCandidate,
  async start(config: ModelConfig) {
    built.push(config);
    const builder = await startReferenceBackend(config);
    return {
      ...builder,
      async finish() {
        const backend = await builder.finish();
        const forward: typeof backend.forward = async spans => {
          const end = performance.now() + slow;
          while (performance.now() < end);
          return backend.forward(spans);
        };
        return { ...backend, forward };
      },
    };
  },
  ...more,
});
const names = ({ order }: { order: BackendFactory[] }) => order.map(({ name }) => name);
const plain = factory('reference', false);

describe('the choice of a backend', () => {
  it('times contenders on a slice of the model, and takes the fastest first', async () => {
    built.length = 0;
    const config = { ...tinyShape, layers: 7, vocabSize: 10_000 };
    const found = await chooseBackends(
      [factory('wasm-int8', true, 50), factory('webgpu-int8', true), plain],
      'auto',
      config,
    );
    expect(names(found)).toEqual(['webgpu-int8', 'wasm-int8', 'reference']);
    expect(found.timing).toMatch(/^webgpu-int8 \d+\/s, wasm-int8 \d+\/s on two layers$/);
    expect(built).toEqual(Array(2).fill({ ...config, layers: 2, vocabSize: 4096 }));
  });

  it('times nothing where there is one contender, or none', async () => {
    built.length = 0;
    const software = factory('webgpu-int8', true, 0, { skipReason: async () => 'a software adapter' });
    const found = await chooseBackends([factory('wasm-int8', true), software, plain], 'auto', tinyShape);
    expect(names(found)).toEqual(['wasm-int8', 'reference']);
    expect(found).toMatchObject({ passedOver: ['webgpu-int8: a software adapter'], timing: '' });
    expect(built).toEqual([]);
  });

  it('leaves out a contender that breaks while it is timed, and says why', async () => {
    const broken = factory('webgpu-int8', true, 0, { start: () => Promise.reject(new Error('no adapter')) });
    const found = await chooseBackends([factory('wasm-int8', true), broken, plain], 'auto', tinyShape);
    expect(names(found)).toEqual(['wasm-int8', 'reference']);
    expect(found.passedOver).toEqual(['webgpu-int8: no adapter']);
  });

  it('takes the one that is named, without asking it', async () => {
    const software = factory('webgpu-int8', true, 0, { skipReason: async () => 'a software adapter' });
    const found = await chooseBackends([factory('wasm-int8', true), software], 'webgpu-int8', tinyShape);
    expect(names(found)).toEqual(['webgpu-int8']);
    expect(found.passedOver).toEqual([]);
  });
});
