import type { ChatMessage, ChatRequest } from '../contract';
import type { Probe } from './fit';
import { fetchModelBytes, isModelCached } from './manifest';
import { probeMachine } from './probe';

/** A model library fits one version of the runtime only, so the dependency is pinned to exactly this. */
export const webllmVersion = '0.2.86';

/** What is used of a `Worker`. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'> & { onmessage: unknown };

/** What WebLLM takes for one call. */
export interface MlcRequest extends Omit<ChatRequest, 'stop'> {
  messages: ChatMessage[];
  stop?: string[];
  stream: true;
  stream_options: { include_usage: true };
  /** Switched off: some models' own settings have it above 1, which would falsify every comparison. */
  repetition_penalty: 1;
  extra_body?: { enable_thinking: false };
}

/** What is read of a streamed piece. */
export interface MlcChunk {
  choices: {
    delta: { content?: string | null };
    finish_reason?: string | null;
    logprobs?: { content?: { token: string; logprob: number }[] | null } | null;
  }[];
  usage?: { prompt_tokens: number; completion_tokens: number } | null;
}

/** What is used of `WebWorkerMLCEngine`, the page's end of the worker. */
export interface MlcClient {
  reload(model: string, options: { context_window_size: number }): Promise<void>;
  /** Throws where no model is loaded. */
  getMessage(model: string): Promise<string>;
  interruptGenerate(): void;
  chat: { completions: { create(request: MlcRequest): Promise<AsyncIterable<MlcChunk>> } };
}

/** What WebLLM reports while it loads: the share of the present phase, and the phase in words. */
export interface MlcReport {
  progress: number;
  text: string;
}

/** All that the adapter needs of the outside, so that its guards can be tested without a GPU. */
export interface WebllmLibrary {
  probe(): Promise<Probe>;
  isCached(model: string): Promise<boolean>;
  /** Bytes of all shards. Throws `download-failed` where they cannot be reached. */
  modelBytes(model: string, signal: AbortSignal): Promise<number>;
  /** Asks the browser not to evict what is stored. */
  persist(): Promise<void>;
  deleteModel(model: string): Promise<void>;
  /** Loads the library's own script; only now. */
  connect(onReport: (report: MlcReport) => void): Promise<{ worker: WorkerLike; client: MlcClient }>;
}

/** The library in a browser. Nothing of @mlc-ai/web-llm (6 MB) is loaded before a model is loaded or deleted. */
export const browserLibrary: WebllmLibrary = {
  probe: () => probeMachine(),
  isCached: model => isModelCached(model),
  modelBytes: (model, signal) => fetchModelBytes(model, signal),
  async persist() {
    await navigator.storage?.persist?.().catch(() => false);
  },
  async deleteModel(model) {
    const { deleteModelAllInfoInCache } = await import('@mlc-ai/web-llm');
    await deleteModelAllInfoInCache(model);
  },
  async connect(onReport) {
    const { WebWorkerMLCEngine } = await import('@mlc-ai/web-llm');
    const worker = new Worker(new URL('../../../workers/webllm.worker.ts', import.meta.url), { type: 'module' });
    const client = new WebWorkerMLCEngine(worker, { initProgressCallback: onReport });
    return { worker, client: client as unknown as MlcClient };
  },
};
