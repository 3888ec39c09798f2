import { Failure, type FailureKind, fromRecord, throwIfCancelled } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { merge, type Producer } from '@/lib/core/merge';
import { createSingleFlight } from '@/lib/core/single-flight';
import type { BackendChoice } from '@/lib/transformer/backends/choose';
import type { InspectRequest, InspectResult } from '@/lib/transformer/inspect';
import type { ModelFacts, Outcome, TransformerService } from '@/lib/transformer/service';
import type { Capabilities, ChatDelta, ChatRequest, Engine, IndexedDelta, MeasureRequest, Progress } from './contract';
import { type Beat, createHeartbeat, type Heartbeat, patience, watchProgress } from './heartbeat';

/** A running transformer: in a worker in a browser, in the same thread in Node. */
export interface TransformerConnection {
  service: TransformerService;
  /** Ends the transformer at once and calls `onDeath`. */
  terminate(): void;
}

/** Hears that a transformer has ended, and why; `worker-died` unless another kind is given. */
export type OnDeath = (reason: string, kind?: FailureKind) => void;

export interface EmbeddedOptions {
  /** Name of the model folder: `loupe-arithmetic`. */
  model: string;
  /** Location of the folder: an absolute URL in a browser, a path in Node. */
  folderUrl: string;
  /** Starts a transformer, which calls `onDeath` with a reason when it ends. */
  connect(onDeath: OnDeath): TransformerConnection;
  backend?: BackendChoice;
  /** When to ask whether the transformer still answers. Default: every 15 seconds. */
  beat?: Beat;
}

/** Maximum number of running requests over all batches: as many sequences as the transformer decodes at once. */
const batch = 32;

/** The engine of Loupe's own transformer, which works offline and needs no GPU. */
export const createEmbeddedEngine = (options: EmbeddedOptions): Engine => new EmbeddedEngine(options);

class EmbeddedEngine implements Engine {
  readonly id: string;
  readonly environment: Record<string, string> = {};
  private facts: ModelFacts | undefined;
  private readonly loading = createSingleFlight<Progress>((onProgress, signal) => this.loadModel(onProgress, signal));
  private connection: (TransformerConnection & { heartbeat: Heartbeat }) | undefined;
  private calls = 0;
  /** Rejects each call that the transformer has not answered. */
  private readonly pending = new Set<(failure: Failure) => void>();

  constructor(private readonly options: EmbeddedOptions) {
    this.id = `embedded/${options.model}`;
  }

  get can(): Capabilities {
    const { context = null, schema = true } = this.facts ?? {};
    return { logprobs: true, seed: true, schema, concurrency: batch, batch, context };
  }

  async load(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<void> {
    throwIfCancelled(signal);
    if (this.facts) return;
    await this.loading.join(onProgress, signal);
  }

  async *complete(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatDelta> {
    for await (const { index: _, ...delta } of this.completeBatch([request], signal)) yield delta;
  }

  async *completeBatch(requests: ChatRequest[], signal: AbortSignal): AsyncIterable<IndexedDelta> {
    const startedAt = performance.now();
    await this.load(() => {}, signal);
    const waited = performance.now() - startedAt;
    const generate: Producer<IndexedDelta> = (put, combined) =>
      this.call(combined, (service, id) => service.generate(id, requests, put));
    for await (const delta of merge([generate], signal))
      yield delta.end ? { ...delta, end: delayed(delta.end, waited) } : delta;
  }

  async embed(texts: string[], signal: AbortSignal): Promise<Float32Array[]> {
    await this.load(() => {}, signal);
    return this.call(signal, (service, id) => service.embed(id, texts));
  }

  async inspect(question: InspectRequest, signal: AbortSignal): Promise<InspectResult> {
    await this.load(() => {}, signal);
    return this.call(signal, (service, id) => service.inspect(id, question));
  }

  async measure(request: MeasureRequest, onPart: (part: Json) => void, signal: AbortSignal): Promise<Json> {
    await this.load(() => {}, signal);
    return this.call(signal, (service, id) =>
      service.measure(id, request, parts => {
        for (const part of parts) onPart(part);
      }),
    );
  }

  dispose(): Promise<void> {
    this.disconnect(new Failure('cancelled'));
    return Promise.resolve();
  }

  /** @throws Failure `timed-out` where the load stands still, although the transformer answers: a server or a GPU that never does */
  private async loadModel(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<void> {
    const { folderUrl, backend = 'auto', beat } = this.options;
    const standstill = () => this.disconnect(new Failure('timed-out', 'The load does not get on.'));
    const watch = watchProgress(patience.loading, standstill, beat);
    const report = (progress: Progress) => {
      watch.moved();
      onProgress(progress);
    };
    const facts = await this.call(signal, (service, id) => service.load(id, folderUrl, backend, report)).finally(
      watch.end,
    );
    this.facts = facts;
    Object.assign(this.environment, {
      backend: facts.backend,
      parameters: String(facts.parameters),
      load_ms: facts.loadMilliseconds.toFixed(0),
      ...facts.details,
      ...(facts.passedOver.length > 0 && { passed_over: facts.passedOver.join('; ') }),
    });
  }

  /**
   * One call to the transformer. Rejects at once when it is cancelled or the transformer ends, even if the transformer does not answer. A
   * transformer that answers nothing any more, also to a cancellation, is ended: the next load starts another.
   * @throws Failure `cancelled`, `worker-died` or what the transformer reports
   */
  private call<T>(signal: AbortSignal, start: (service: TransformerService, id: number) => Promise<Outcome<T>>) {
    return new Promise<T>((resolve, reject) => {
      throwIfCancelled(signal);
      const { service, heartbeat } = (this.connection ??= this.connect());
      const id = ++this.calls;
      const release = heartbeat.hold(patience.working);
      const settle = () => {
        release();
        this.pending.delete(fail);
        signal.removeEventListener('abort', onAbort);
      };
      const fail = (error: unknown) => {
        settle();
        reject(error);
      };
      const onAbort = () => {
        const isStopped = heartbeat.hold(patience.stopping);
        service.cancel(id).then(isStopped, isStopped);
        fail(new Failure('cancelled'));
      };
      this.pending.add(fail);
      signal.addEventListener('abort', onAbort, { once: true });
      start(service, id).then(outcome => {
        settle();
        if (!('failure' in outcome)) return resolve(outcome.value);
        // The model is lost with its device: the next load builds it again.
        if (outcome.failure.kind === 'device-lost') this.facts = undefined;
        reject(fromRecord(outcome.failure));
      }, fail);
    });
  }

  private connect() {
    const die: OnDeath = (reason, kind = 'worker-died') => {
      if (this.connection === connected) this.disconnect(new Failure(kind, reason));
    };
    const connection = this.options.connect(die);
    const heartbeat = createHeartbeat(
      () => connection.service.memory(),
      () => die('It does not answer any more.'),
      this.options.beat,
    );
    const connected = { ...connection, heartbeat };
    return connected;
  }

  /** Ends the transformer and rejects all calls to it; the next load starts a new one. */
  private disconnect(failure: Failure): void {
    const { connection } = this;
    this.connection = undefined;
    this.facts = undefined;
    connection?.heartbeat.stop();
    connection?.terminate();
    for (const fail of [...this.pending]) fail(failure);
    this.loading.cancel();
  }
}

/** Adds the milliseconds spent on the load, because timings count from the call to the engine. */
const delayed = (end: NonNullable<ChatDelta['end']>, waited: number): NonNullable<ChatDelta['end']> => ({
  ...end,
  timings: {
    first_token_ms: end.timings.first_token_ms + waited,
    total_ms: end.timings.total_ms + waited,
    queue_ms: (end.timings.queue_ms ?? 0) + waited,
  },
});
