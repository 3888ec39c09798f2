import type { Probe } from '@/lib/engines/webllm/fit';
import type { MlcChunk, MlcReport, MlcRequest, WebllmLibrary, WorkerLike } from '@/lib/engines/webllm/library';

export const strongMachine: Probe = {
  secure: true,
  adapter: {
    description: 'test gpu',
    software: false,
    f16: true,
    workgroupStorageBytes: 32_768,
    storageBuffersPerStage: 10,
    bufferBytes: 2 ** 30,
    storageBindingBytes: 2 ** 30,
  },
  memoryBytes: 8 * 2 ** 30,
  storageFreeBytes: 50e9,
};

/** One made worker, and how a test plays its side. */
export interface FakeWorker {
  terminated: boolean;
  interrupted: number;
  requests: MlcRequest[];
  reloads: string[];
  /** Lets the worker die as a browser reports it; without a message where its script could not be loaded. */
  die(message?: string): void;
}

export interface FakeScript {
  /** What a load does; throws strings as the real worker does. `nth` counts over all workers. */
  reload?: (nth: number, report: (report: MlcReport) => void) => Promise<void>;
  /** Whether a model answers after the load. */
  loaded?: () => boolean;
  /** `worker` counts from 1, as `nth` does over all workers. */
  answer?: (request: MlcRequest, nth: number, worker: number) => AsyncIterable<MlcChunk>;
  probe?: Probe;
  cached?: boolean;
  modelBytes?: () => Promise<number>;
  /** Files in place of which a web page is cached. */
  pages?: string[];
}

export const piece = (content: string): MlcChunk => ({ choices: [{ delta: { content }, finish_reason: null }] });
export const ending = (finish_reason = 'stop'): MlcChunk => ({ choices: [{ delta: {}, finish_reason }] });
export const usage = (prompt_tokens: number, completion_tokens: number): MlcChunk => ({
  choices: [],
  usage: { prompt_tokens, completion_tokens },
});

export async function* say(...words: string[]): AsyncGenerator<MlcChunk> {
  for (const word of words) yield piece(word);
  yield ending();
  yield usage(5, words.length);
}

type FakeErrorEvent = Pick<ErrorEvent, 'preventDefault'> & { message?: string };

/** WebLLM's library and worker, played by a script. Counts everything across workers. */
export function fakeWebllm(script: FakeScript = {}) {
  const workers: FakeWorker[] = [];
  let reloads = 0;
  let answers = 0;
  const deleted: string[] = [];
  /** What the browser was asked for. */
  const questions: string[] = [];

  const library: WebllmLibrary = {
    probe: async () => script.probe ?? strongMachine,
    kept: async () => ({ bytes: script.cached ? 1_000 : 0, isWhole: script.cached ?? false }),
    modelBytes: script.modelBytes ?? (async () => 1_000),
    askToKeep: () => void questions.push('keep'),
    deleteWebPages: async () => script.pages?.splice(0) ?? [],
    origin: async model => ({ model_files: `https://hub.example/${model}/` }),
    deleteModel: async model => void deleted.push(model),
    async connect(onReport) {
      const listeners = new Map<string, (event: FakeErrorEvent) => void>();
      const fake: FakeWorker = {
        terminated: false,
        interrupted: 0,
        requests: [],
        reloads: [],
        die: message =>
          listeners.get('error')?.({ preventDefault: () => {}, ...(message !== undefined && { message }) }),
      };
      const nthWorker = workers.push(fake);
      const worker = {
        onmessage: null,
        postMessage() {},
        terminate: () => void (fake.terminated = true),
        addEventListener: (type: string, listener: (event: FakeErrorEvent) => void) =>
          void listeners.set(type, listener),
      } as unknown as WorkerLike;
      const client = {
        async reload(model: string) {
          fake.reloads.push(model);
          await script.reload?.(++reloads, onReport);
        },
        async getMessage() {
          if (script.loaded?.() === false)
            throw 'ModelNotLoadedError: Model not loaded before trying to complete getMessage.';
          return '';
        },
        interruptGenerate: () => void fake.interrupted++,
        chat: {
          completions: {
            async create(request: MlcRequest) {
              fake.requests.push(request);
              return (script.answer ?? (() => say('ok')))(request, ++answers, nthWorker);
            },
          },
        },
      };
      return { worker, client };
    },
  };
  return { library, workers, deleted, questions };
}
