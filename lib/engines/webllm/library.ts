import type { AppConfig } from '@mlc-ai/web-llm';
import { askToKeep } from '@/lib/core/ask-to-keep';
import type { Kept } from '@/lib/transformer/sources/part-store';
import type { ChatMessage, ChatRequest } from '../contract';
import { mirroredFile } from '../mirror';
import type { Probe } from './fit';
import { deleteCompiled, deleteKept, fetchModelBytes, keptOfModel } from './manifest';
import { originOf } from './origin';
import { withPins } from './pins';
import { probeMachine } from './probe';
import { deleteWebPages } from './web-pages';

/** A compiled model works with one version of the runtime only, so the dependency is pinned to this version. */
export const webllmVersion = '0.2.86';

/** The used part of `Worker`. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'> & { onmessage: unknown };

/** WebLLM's form of a request. */
export interface MlcRequest extends Omit<ChatRequest, 'stop' | 'logprobs' | 'schema'> {
  messages: ChatMessage[];
  stop?: string[];
  logprobs?: true;
  top_logprobs?: 1;
  response_format?: { type: 'json_object'; schema: string };
  stream: true;
  stream_options: { include_usage: true };
  /** 1 switches the penalty off. Some models set it above 1 by default, which would distort comparisons. */
  repetition_penalty: 1;
  extra_body?: { enable_thinking: false };
}

/** The used part of a streamed chunk. */
export interface MlcChunk {
  choices: {
    delta: { content?: string | null };
    finish_reason?: string | null;
    logprobs?: { content?: { token: string; logprob: number }[] | null } | null;
  }[];
  /** `completion_tokens` counts the end token too, since 0.2.80. */
  usage?: { prompt_tokens: number; completion_tokens: number } | null;
}

/** The used part of `WebWorkerMLCEngine`, which runs in the page and talks to the worker. */
export interface MlcClient {
  reload(model: string, options: { context_window_size: number }): Promise<void>;
  /** @throws string `ModelNotLoadedError: …` if no model is loaded */
  getMessage(model: string): Promise<string>;
  interruptGenerate(): void;
  chat: { completions: { create(request: MlcRequest): Promise<AsyncIterable<MlcChunk>> } };
}

/** WebLLM's report during a load. */
export interface MlcReport {
  /** Completed fraction of the current phase. */
  progress: number;
  /** Message that describes the phase. */
  text: string;
}

/** Everything that the engine needs from the browser, so that it can be tested without a GPU. */
export interface WebllmLibrary {
  probe(): Promise<Probe>;
  /** What the browser keeps of a model. Never throws. */
  kept(model: string): Promise<Kept>;
  /**
   * Bytes of all shards.
   * @throws Failure `download-failed`, `integrity-failed`, `cancelled`
   */
  modelBytes(model: string, signal: AbortSignal): Promise<number>;
  /** Asks the browser to keep the model. Nothing waits for the answer: some browsers ask their user first. */
  askToKeep(): void;
  /** Deletes web pages that were cached as files of a model, and gives the names of these files. Never throws. */
  deleteWebPages(model: string): Promise<string[]>;
  /** Deletes all files of a model, of a complete or partial download. */
  deleteModel(model: string): Promise<void>;
  /** Where the files of a loaded model came from, and what they are. Never throws. */
  origin(model: string): Promise<Record<string, string>>;
  /** Loads the script of the library and starts a worker. */
  connect(onReport: (report: MlcReport) => void): Promise<{ worker: WorkerLike; client: MlcClient }>;
}

/** The builds that the library knows, at the revisions that are pinned, and from the mirror of this page where it has one. */
const usedConfig = ({ prebuiltAppConfig: config }: { prebuiltAppConfig: AppConfig }): AppConfig => ({
  ...config,
  model_list: withPins(config.model_list).map(build => ({
    ...build,
    model: mirroredFile(build.model),
    model_lib: mirroredFile(build.model_lib),
  })),
});

/** Address of a compiled model, which only the library knows; empty for a build that it does not know. */
async function compiledOf(model: string): Promise<string> {
  const { model_list } = usedConfig(await import('@mlc-ai/web-llm'));
  return model_list.find(({ model_id }) => model_id === model)?.model_lib ?? '';
}

/** The library in a browser. Imports @mlc-ai/web-llm (6 MB) only when a model is loaded or deleted. */
export const browserLibrary: WebllmLibrary = {
  probe: () => probeMachine(),
  kept: model => keptOfModel(model),
  modelBytes: (model, signal) => fetchModelBytes(model, signal),
  askToKeep: () => askToKeep(),
  deleteWebPages: model => deleteWebPages(model),
  async deleteModel(model) {
    await deleteKept(model);
    // Its own deletion of the weights would keep their list, and ask the hub for one that is not there.
    await deleteCompiled(await compiledOf(model));
  },
  origin: async model => originOf(model, await compiledOf(model)),
  async connect(onReport) {
    const library = await import('@mlc-ai/web-llm');
    const worker = new Worker(new URL('../../../workers/webllm.worker.ts', import.meta.url), { type: 'module' });
    const client = new library.WebWorkerMLCEngine(worker, {
      initProgressCallback: onReport,
      appConfig: usedConfig(library),
    });
    return { worker, client: client as unknown as MlcClient };
  },
};
