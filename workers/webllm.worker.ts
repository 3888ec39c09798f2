/**
 * Runs @mlc-ai/web-llm off the page's thread. In: the messages of `WebWorkerMLCEngine` (see `lib/engines/webllm/library.ts`).
 * Out: its answers, progress reports, and errors as strings, "Name: message". A worker of its own because a load or a lost device can
 * only be ended by `terminate()`.
 */
import { WebWorkerMLCEngineHandler } from '@mlc-ai/web-llm';

const handler = new WebWorkerMLCEngineHandler();
self.onmessage = event => handler.onmessage(event);
