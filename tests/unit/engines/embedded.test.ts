import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ChatDelta, ChatRequest, Progress } from '@/lib/engines/contract';
import { createEmbeddedEngine } from '@/lib/engines/embedded';
import { createNodeEmbeddedEngine } from '@/lib/engines/embedded-node';
import { type Beat, patience } from '@/lib/engines/heartbeat';
import type { ModelFacts, TransformerService } from '@/lib/transformer/service';

const tinyPath = fileURLToPath(new URL('../../fixtures/tiny-llama', import.meta.url));
const never = new AbortController().signal;
const request = (content: string, changes: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [{ role: 'user', content }],
  max_tokens: 8,
  temperature: 0,
  top_p: 1,
  seed: 1,
  stop: [],
  logprobs: false,
  ...changes,
});
const textOf = async (deltas: AsyncIterable<ChatDelta>) => {
  let text = '';
  for await (const delta of deltas) text += delta.text;
  return text;
};

const facts: ModelFacts = {
  backend: 'reference',
  passedOver: ['wasm-int8: no SIMD'],
  details: { adapter: 'paper' },
  parameters: 5,
  context: 64,
  schema: true,
  weightBytes: 20,
  loadMilliseconds: 1,
};

/** An engine over a scripted service; `workers` records each that was started. */
function scripted(script: Partial<TransformerService> = {}, beat?: Beat) {
  const workers: { die(reason: string): void; terminated: boolean; cancelled: number[]; loads: number }[] = [];
  const engine = createEmbeddedEngine({
    model: 'scripted',
    folderUrl: 'folder',
    ...(beat && { beat }),
    connect(onDeath) {
      const worker = { die: onDeath, terminated: false, cancelled: [] as number[], loads: 0 };
      workers.push(worker);
      const service: TransformerService = {
        load: async (...call) => {
          worker.loads++;
          return script.load ? script.load(...call) : { value: facts };
        },
        generate: (...call) => script.generate?.(...call) ?? new Promise(() => {}),
        inspect: async () => ({ value: { layers: 1, heads: 1, tokens: ['a'] } }),
        embed: async (_id, texts) => ({ value: texts.map(() => new Float32Array(2)) }),
        measure: async (_id, { input }) => ({ value: input }),
        memory: async () => ({ weights: 0, cache: 0, reserved: 0 }),
        cancel: async id => void worker.cancelled.push(id),
        dispose: async () => {},
      };
      return { service, terminate: () => void (worker.terminated = true) };
    },
  });
  return { engine, workers };
}
const soon = () => new Promise(resolve => setTimeout(resolve, 5));

describe('the embedded engine', () => {
  it('loads itself and answers, alone and in batches alike', async () => {
    const engine = createNodeEmbeddedEngine({ model: 'tiny', folderUrl: tinyPath, backend: 'reference' });
    expect(engine.can.context).toBeNull();
    const alone = await textOf(engine.complete(request('hello'), never));
    const texts = ['', ''];
    let ends = 0;
    for await (const { index, text, end } of engine.completeBatch!([request('hello'), request('12')], never)) {
      texts[index] += text;
      if (end) ends++;
    }
    expect(texts[0]).toBe(alone);
    expect(ends).toBe(2);
    expect(engine.id).toBe('embedded/tiny');
    expect(engine.can).toMatchObject({ context: 160, batch: 32, logprobs: true, seed: true, schema: true });
    expect(engine.environment).toMatchObject({ backend: 'reference', parameters: '9680' });
    await engine.dispose();
  });

  it('finds the WASM backend by itself', async () => {
    const engine = createNodeEmbeddedEngine({ model: 'tiny', folderUrl: tinyPath });
    await engine.load(() => {}, never);
    expect(engine.environment.backend).toBe('wasm-int8');
    await engine.dispose();
  });

  it('passes failures on under their names', async () => {
    const engine = createNodeEmbeddedEngine({ model: 'tiny', folderUrl: `${tinyPath}/nowhere` });
    await expect(engine.load(() => {}, never)).rejects.toMatchObject({
      kind: 'model-file',
      detail: 'config.json is missing.',
    });
    const loaded = createNodeEmbeddedEngine({ model: 'tiny', folderUrl: tinyPath, backend: 'reference' });
    await expect(textOf(loaded.complete(request('x'.repeat(999)), never))).rejects.toMatchObject({
      kind: 'context-exceeded',
    });
  });

  it('shares one load among all who wait, and tells a latecomer where it stands', async () => {
    let finish = () => {};
    const { engine, workers } = scripted({
      load: (_id, _folder, _choice, onProgress) => {
        onProgress({ phase: 'downloading', loaded: 1, total: 2, unit: 'bytes' });
        return new Promise(resolve => (finish = () => resolve({ value: facts })));
      },
    });
    const first = engine.load(() => {}, never);
    await soon();
    const seen: Progress[] = [];
    const second = engine.load(progress => seen.push(progress), never);
    expect(seen).toEqual([{ phase: 'downloading', loaded: 1, total: 2, unit: 'bytes' }]);
    finish();
    await Promise.all([first, second, engine.load(() => {}, never)]);
    expect(workers).toHaveLength(1);
    expect(workers[0]!.loads).toBe(1);
    expect(engine.environment).toMatchObject({ passed_over: 'wasm-int8: no SIMD', adapter: 'paper' });
  });

  it('ends a load that stands still although the worker answers, and starts another worker', async () => {
    const ticks = new Set<() => void>();
    let report: Parameters<TransformerService['load']>[3] = () => {};
    let hangs = true;
    const { engine, workers } = scripted(
      {
        load: async (_id, _folder, _choice, onProgress) => {
          report = onProgress;
          return hangs ? new Promise(() => {}) : { value: facts };
        },
      },
      tick => {
        ticks.add(tick);
        return () => ticks.delete(tick);
      },
    );
    /** Lets beats pass; the worker answers every question before the next. */
    const beats = async (count: number) => {
      for (let i = 0; i < count; i++) {
        for (const tick of [...ticks]) tick();
        await soon();
      }
    };
    let failure: unknown;
    const seen: number[] = [];
    const loading = engine.load(({ loaded }) => seen.push(loaded), never).catch((error: unknown) => (failure = error));
    await soon();
    for (const loaded of [1, 2]) {
      await beats(patience.loading);
      report({ phase: 'downloading', loaded, total: 9, unit: 'bytes' });
    }
    await beats(patience.loading);
    expect([failure, seen]).toEqual([undefined, [1, 2]]);
    await beats(1);
    await loading;
    expect(failure).toMatchObject({ kind: 'timed-out', detail: 'The load does not get on.' });
    expect([workers[0]!.terminated, ticks.size]).toEqual([true, 0]);
    hangs = false;
    await engine.load(() => {}, never);
    expect([workers.length, ticks.size]).toEqual([2, 0]);
  });

  it('cancels a load only when nobody waits for it any more, and can start again', async () => {
    let finish: (() => void)[] = [];
    const { engine, workers } = scripted({
      load: () => new Promise(resolve => finish.push(() => resolve({ value: facts }))),
    });
    const [one, two] = [new AbortController(), new AbortController()];
    const loads = [engine.load(() => {}, one.signal), engine.load(() => {}, two.signal)];
    one.abort();
    await expect(loads[0]).rejects.toMatchObject({ kind: 'cancelled' });
    expect(workers[0]!.cancelled).toEqual([]);
    two.abort();
    await expect(loads[1]).rejects.toMatchObject({ kind: 'cancelled' });
    expect(workers[0]!.cancelled).toHaveLength(1);
    finish = [];
    const again = engine.load(() => {}, never);
    await soon();
    finish[0]!();
    await again;
    expect(engine.can.context).toBe(64);
  });

  it('rejects a cancelled call at once, even if the worker does not listen', async () => {
    const { engine, workers } = scripted();
    const controller = new AbortController();
    const answer = textOf(engine.complete(request('a'), controller.signal));
    await soon();
    controller.abort();
    await expect(answer).rejects.toMatchObject({ kind: 'cancelled' });
    expect(workers[0]!.cancelled).toEqual([2]);
  });

  it('stops the work when the reader leaves', async () => {
    const { engine, workers } = scripted({
      generate: (_id, _requests, onPieces) => {
        onPieces([{ index: 0, text: 'a' }]);
        return new Promise(() => {});
      },
    });
    for await (const { text } of engine.complete(request('x'), never)) {
      expect(text).toBe('a');
      break;
    }
    expect(workers[0]!.cancelled).toEqual([2]);
  });

  it('survives the death of its worker: calls fail by name, the next load starts another', async () => {
    const { engine, workers } = scripted();
    const answers = [textOf(engine.complete(request('a'), never)), textOf(engine.complete(request('b'), never))];
    await soon();
    workers[0]!.die('out of memory');
    for (const answer of answers)
      await expect(answer).rejects.toMatchObject({ kind: 'worker-died', detail: 'out of memory' });
    expect(workers[0]!.terminated).toBe(true);
    await engine.load(() => {}, never);
    expect(workers).toHaveLength(2);
    workers[0]!.die('again'); // an old worker's last words concern nobody
    expect(workers[1]!.terminated).toBe(false);
  });

  it('builds the model anew after its device was lost', async () => {
    let losing = true;
    const { engine, workers } = scripted({
      generate: async (_id, _requests, onPieces) => {
        if (losing) return { failure: { kind: 'device-lost', detail: 'gone' } };
        onPieces([{ index: 0, text: 'back' }]);
        return { value: null };
      },
    });
    await expect(textOf(engine.complete(request('a'), never))).rejects.toMatchObject({ kind: 'device-lost' });
    losing = false;
    expect(await textOf(engine.complete(request('a'), never))).toBe('back');
    expect(workers).toHaveLength(1);
    expect(workers[0]!.loads).toBe(2);
  });

  it('embeds texts and looks inside', async () => {
    const engine = createNodeEmbeddedEngine({ model: 'tiny', folderUrl: tinyPath, backend: 'reference' });
    const [one, same, other] = await engine.embed!(['hello', 'hello', '12'], never);
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
    const { perplexity, attention } = await engine.inspect!(
      { text: 'hello', perplexity: true, attention: [{ layer: 0, head: 0 }] },
      never,
    );
    expect(perplexity).toBeGreaterThan(1);
    expect(attention![0]!.at(-1)!.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    await engine.dispose();
  });

  it('ends its worker when disposed of, and its calls with it', async () => {
    const { engine, workers } = scripted();
    const answer = textOf(engine.complete(request('a'), never));
    await soon();
    await engine.dispose();
    await expect(answer).rejects.toMatchObject({ kind: 'cancelled' });
    expect(workers[0]!.terminated).toBe(true);
    expect(engine.can.context).toBeNull();
  });

  it('counts the wait for the load in its times', async () => {
    const end = {
      finish_reason: 'stop' as const,
      usage: { prompt_tokens: 1, completion_tokens: 1 },
      timings: { first_token_ms: 1, total_ms: 2, queue_ms: 0 },
    };
    const { engine } = scripted({
      load: () => new Promise(resolve => setTimeout(() => resolve({ value: facts }), 40)),
      generate: async (_id, _requests, onPieces) => {
        onPieces([{ index: 0, text: '', end }]);
        return { value: null };
      },
    });
    for await (const delta of engine.complete(request('a'), never)) {
      expect(delta.end!.timings.first_token_ms).toBeGreaterThan(35);
      expect(delta.end!.timings.total_ms - delta.end!.timings.first_token_ms).toBeCloseTo(1, 6);
    }
  });
});
