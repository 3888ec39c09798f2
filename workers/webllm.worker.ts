/**
 * Runs @mlc-ai/web-llm in a thread of its own. In: the messages of `WebWorkerMLCEngine` (see
 * `lib/engines/webllm/library.ts`). Out: its answers, progress reports, and errors as strings, "Name: message"; as an
 * uncaught error, the loss of its device. Needs a worker, because only `terminate()` can end a load or a lost device.
 */
import { WebWorkerMLCEngineHandler } from '@mlc-ai/web-llm';
import { watchDevices } from '@/lib/engines/webllm/lost-device';

// A message would not do: the client of the library throws at one that it does not know.
if (typeof GPUAdapter !== 'undefined')
  watchDevices(GPUAdapter.prototype, message => reportError(new Error(`The GPUDevice was lost. ${message}`)));

const handler = new WebWorkerMLCEngineHandler();
self.onmessage = event => handler.onmessage(event);
