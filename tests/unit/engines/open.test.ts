import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeEngines, openEngine } from '@/lib/engines/open';
import { failureOf } from './requests';

afterEach(closeEngines);

const endpoint = { baseUrl: 'http://localhost:9/v1' };

describe('opening an engine', () => {
  it('gives the same one for the same reference and address, and another for any other', async () => {
    const ref = { engine: 'endpoint', model: 'tiny' } as const;
    const first = await openEngine(ref, { endpoint });
    expect(await openEngine({ ...ref }, { endpoint: { ...endpoint } })).toBe(first);
    const other = await openEngine(ref, { endpoint: { baseUrl: 'http://localhost:10/v1' } });
    expect(other).not.toBe(first);
    expect(other.id).toBe('endpoint/tiny');
  });

  it('leaves the engine alone when a recording is looked at', async () => {
    const ref = { engine: 'endpoint', model: 'tiny' } as const;
    const first = await openEngine(ref, { endpoint });
    expect((await openEngine({ engine: 'recorded', model: 'x' }, { recording: [] })).can.concurrency).toBeGreaterThan(
      1,
    );
    expect(await openEngine(ref, { endpoint })).toBe(first);
  });

  it('keeps one engine that answers and one that embeds, which are one where both name the same', async () => {
    const [one, two] = ['one', 'two'].map(model => ({ engine: 'endpoint', model }) as const);
    const answers = await openEngine(one!, { endpoint }, 'answer');
    expect(await openEngine(one!, { endpoint }, 'embed')).toBe(answers);
    const embeds = await openEngine(two!, { endpoint }, 'embed');
    expect(embeds).not.toBe(answers);
    expect(await openEngine(one!, { endpoint }, 'answer')).toBe(answers);
    expect(await openEngine(two!, { endpoint }, 'embed')).toBe(embeds);
  });

  it('disposes of an engine only when no purpose uses it any more', async () => {
    const [one, two] = ['one', 'two'].map(model => ({ engine: 'endpoint', model }) as const);
    const shared = await openEngine(one!, { endpoint }, 'answer');
    await openEngine(one!, { endpoint }, 'embed');
    const dispose = vi.spyOn(shared, 'dispose');
    await openEngine(two!, { endpoint }, 'answer');
    expect(dispose).not.toHaveBeenCalled();
    await openEngine(two!, { endpoint }, 'embed');
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('names what is wrong with a reference, and tries afresh afterwards', async () => {
    expect((await failureOf(openEngine({ engine: 'webllm', model: 'gpt-9' }))).kind).toBe('model-unsupported');
    expect((await failureOf(openEngine({ engine: 'endpoint', model: 'tiny' }))).kind).toBe('endpoint-unreachable');
    expect((await failureOf(openEngine({ engine: 'embedded', model: '../../secrets' }))).kind).toBe(
      'model-unsupported',
    );
    const ref = { engine: 'endpoint', model: 'tiny' } as const;
    expect((await openEngine(ref, { endpoint })).id).toBe('endpoint/tiny');
  });
});
