import { Failure, fromRecord, throwIfCancelled } from '@/lib/core/failure';
import type { BackendChoice } from '@/lib/transformer/backends/choose';
import type { InspectResult, InspectRequest } from '@/lib/transformer/inspect';
import type { ModelFacts, Outcome, TransformerService } from '@/lib/transformer/service';
import type { Capabilities, ChatDelta, ChatRequest, Engine, IndexedDelta, Progress } from './contract';
import { Mailbox } from '@/lib/core/mailbox';

/** A running transformer: a worker in a browser, the same thread in Node. */
export interface TransformerConnection {
  service: TransformerService;
  /** Ends it at once, whatever it does; unless the engine itself asked for it, this counts as a death. */
  terminate(): void;
}

export interface EmbeddedOptions {
  /** Name of the model folder: `loupe-arithmetic`. */
  model: string;
  /** Where the folder is, as the service understands it: an absolute URL in a browser, a path in Node. */
  folderUrl: string;
  /** Starts a transformer. `onDeath` is to be called, with a reason, when it ends. */
  connect(onDeath: (reason: string) => void): TransformerConnection;
  backend?: BackendChoice;
}

/** Calls under way together at most, whatever batches they came in: as many as the transformer decodes at once. */
const batch = 32;

/** The engine of our own transformer: works offline, needs no GPU. */
export const createEmbeddedEngine = (options: EmbeddedOptions): Engine => new EmbeddedEngine(options);

/** A load under way, shared by all who wait for it; it is cancelled when none does any more. */
interface Loading {
  done: Promise<void>;
  controller: AbortController;
  listeners: Set<(progress: Progress) => void>;
  latest?: Progress;
}

class EmbeddedEngine implements Engine {
  readonly id: string;
  readonly environment: Record<string, string> = {};
  private facts: ModelFacts | undefined;
  private loading: Loading | undefined;
  private connection: TransformerConnection | undefined;
  private calls = 0;
  /** How to reject each call that the transformer has not answered yet. */
  private readonly pending = new Set<(failure: Failure) => void>();

  constructor(private readonly options: EmbeddedOptions) {
    this.id = `embedded/${options.model}`;
  }

  get can(): Capabilities {
    return { logprobs: true, seed: true, concurrency: batch, batch, context: this.facts?.context ?? null };
  }

  async load(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<void> {
    throwIfCancelled(signal);
    if (this.facts) return;
    const loading = (this.loading ??= this.startLoading());
    // A function of its own, since two waiters may bring the same one.
    const listener = (progress: Progress) => onProgress(progress);
    loading.listeners.add(listener);
    if (loading.latest) listener(loading.latest);
    const leave = () => {
      loading.listeners.delete(listener);
      if (loading.listeners.size > 0) return;
      loading.controller.abort();
      if (this.loading === loading) this.loading = undefined;
    };
    await new Promise<void>((resolve, reject) => {
      const onAbort = () => {
        leave();
        reject(new Failure('cancelled'));
      };
      signal.addEventListener('abort', onAbort, { once: true });
      void loading.done.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    });
  }

  async *complete(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatDelta> {
    for await (const { index: _, ...delta } of this.completeBatch([request], signal)) yield delta;
  }

  async *completeBatch(requests: ChatRequest[], signal: AbortSignal): AsyncIterable<IndexedDelta> {
    const startedAt = performance.now();
    await this.load(() => {}, signal);
    const waited = performance.now() - startedAt;
    const left = new AbortController();
    const mailbox = new Mailbox<IndexedDelta>();
    this.call(AbortSignal.any([signal, left.signal]), (service, id) =>
      service.generate(id, requests, pieces => mailbox.put(pieces)),
    ).then(
      () => mailbox.end(),
      (error: unknown) => mailbox.fail(error),
    );
    try {
      for await (const delta of mailbox) yield delta.end ? { ...delta, end: delayed(delta.end, waited) } : delta;
    } finally {
      left.abort(); // A reader that leaves early stops the work.
    }
  }

  async embed(texts: string[], signal: AbortSignal): Promise<Float32Array[]> {
    await this.load(() => {}, signal);
    return this.call(signal, (service, id) => service.embed(id, texts));
  }

  async inspect(question: InspectRequest, signal: AbortSignal): Promise<InspectResult> {
    await this.load(() => {}, signal);
    return this.call(signal, (service, id) => service.inspect(id, question));
  }

  dispose(): Promise<void> {
    this.disconnect(new Failure('cancelled'));
    return Promise.resolve();
  }

  private startLoading(): Loading {
    const controller = new AbortController();
    const loading: Loading = { done: Promise.resolve(), controller, listeners: new Set() };
    loading.done = this.loadModel(controller.signal, progress => {
      loading.latest = progress;
      for (const listener of loading.listeners) listener(progress);
    });
    loading.done
      .catch(() => {}) // Each waiter has its own.
      .finally(() => {
        if (this.loading === loading) this.loading = undefined;
      });
    return loading;
  }

  private async loadModel(signal: AbortSignal, tell: (progress: Progress) => void): Promise<void> {
    const { folderUrl, backend = 'auto' } = this.options;
    const facts = await this.call(signal, (service, id) => service.load(id, folderUrl, backend, tell));
    this.facts = facts;
    Object.assign(this.environment, {
      backend: facts.backend,
      parameters: String(facts.parameters),
      load_ms: facts.loadMilliseconds.toFixed(0),
      ...facts.details,
      ...(facts.passedOver.length > 0 && { passed_over: facts.passedOver.join('; ') }),
    });
  }

  /** One call across the boundary: rejects at once if it is cancelled or the transformer dies, whatever the other side does. */
  private call<T>(signal: AbortSignal, start: (service: TransformerService, id: number) => Promise<Outcome<T>>) {
    return new Promise<T>((resolve, reject) => {
      throwIfCancelled(signal);
      const { service } = (this.connection ??= this.connect());
      const id = ++this.calls;
      const onAbort = () => {
        void service.cancel(id);
        reject(new Failure('cancelled'));
      };
      this.pending.add(reject);
      signal.addEventListener('abort', onAbort, { once: true });
      start(service, id)
        .then(outcome => {
          if (!('failure' in outcome)) return resolve(outcome.value);
          // The model went with its device: the next load builds it anew.
          if (outcome.failure.kind === 'device-lost') this.facts = undefined;
          reject(fromRecord(outcome.failure));
        }, reject)
        .finally(() => {
          this.pending.delete(reject);
          signal.removeEventListener('abort', onAbort);
        });
    });
  }

  private connect(): TransformerConnection {
    const connection = this.options.connect(reason => {
      if (this.connection === connection) this.disconnect(new Failure('worker-died', reason));
    });
    return connection;
  }

  /** Ends the transformer and all calls to it; the next load starts a new one. */
  private disconnect(failure: Failure): void {
    const { connection } = this;
    this.connection = undefined;
    this.facts = undefined;
    this.loading = undefined;
    connection?.terminate();
    for (const reject of this.pending) reject(failure);
    this.pending.clear();
  }
}

/** Timings count from the engine's call, so what was waited for the load is added. */
const delayed = (end: NonNullable<ChatDelta['end']>, waited: number): NonNullable<ChatDelta['end']> => ({
  ...end,
  timings: {
    first_token_ms: end.timings.first_token_ms + waited,
    total_ms: end.timings.total_ms + waited,
    queue_ms: (end.timings.queue_ms ?? 0) + waited,
  },
});
