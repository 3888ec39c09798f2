import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import type { EngineRef, Purpose } from '@/lib/engines/contract';
import { wordsEngine } from '../../support/fixture-panel';
import { workbenchWith } from '../../support/workbench';

describe('the engines', () => {
  const refs: Record<string, EngineRef> = {
    server: { engine: 'endpoint', model: 'large' },
    embedder: { engine: 'endpoint', model: 'embeddings' },
  };

  function watched() {
    const opened: [string, Purpose][] = [];
    const engine = wordsEngine();
    const bench = workbenchWith(engine, {
      openEngine: async ({ model }, purpose) => (opened.push([model, purpose]), engine),
    });
    return { ...bench, engine, opened };
  }

  it('are one to answer and one to embed, where an embedder is named', async () => {
    const { state, opened } = watched();
    state().setModel(refs['server']!);
    state().setEmbedder(refs['embedder']!);
    await state().start();
    expect(new Set(opened.map(String))).toEqual(new Set(['large,answer', 'embeddings,embed']));
    expect(state().run?.experiment.embedder).toEqual(refs['embedder']);
  });

  it('are the model alone once the embedder is taken away', async () => {
    const { state, opened } = watched();
    state().setModel(refs['server']!);
    state().setEmbedder(refs['embedder']!);
    state().setEmbedder(null);
    expect('embedder' in state().experiment).toBe(false);
    await state().start();
    expect(new Set(opened.map(([model]) => model))).toEqual(new Set(['large']));
  });

  it('are made ready ahead of a run only where the model comes with the page', async () => {
    const { state, engine, opened } = watched();
    await state().warm();
    expect([opened.length, engine.loads()]).toEqual([1, 1]);
    for (const ref of [
      refs['server']!,
      { engine: 'webllm', model: 'x' },
      { engine: 'embedded', model: 'owner/name' },
    ]) {
      state().setModel(ref as EngineRef);
      await state().warm();
    }
    expect(opened).toHaveLength(1);
  });

  it('that cannot be made ready ahead say nothing before the run does', async () => {
    const { state, kinds } = workbenchWith(wordsEngine(), {
      openEngine: async () => Promise.reject(new Failure('model-file')),
    });
    await state().warm();
    expect(kinds()).toEqual([]);
  });

  it('read a text again for what happens inside, or say that they cannot', async () => {
    const signal = new AbortController().signal;
    const { state } = workbenchWith();
    await expect(state().inspect({ text: 'x' } as never, signal)).rejects.toMatchObject({ kind: 'model-unsupported' });
    const insight = { layers: 1, heads: 1, tokens: ['x'] };
    const able = workbenchWith({ ...wordsEngine(), inspect: async () => insight });
    expect(await able.state().inspect({ text: 'x' } as never, signal)).toBe(insight);
  });
});
