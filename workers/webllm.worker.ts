/**
 * Runs @mlc-ai/web-llm in a thread of its own. In: the messages of `WebWorkerMLCEngine` (see
 * `lib/engines/webllm/library.ts`). Out: its answers, progress reports, and errors as strings, "Name: message". Needs
 * a worker, because only `terminate()` can end a load or a lost device.
 */
import { WebWorkerMLCEngineHandler } from '@mlc-ai/web-llm';

const handler = new WebWorkerMLCEngineHandler();
self.onmessage = event => handler.onmessage(event);
