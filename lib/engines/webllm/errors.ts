import { Failure, type FailureKind } from '@/lib/core/failure';

/**
 * Failure kinds of the errors of @mlc-ai/web-llm 0.2.86, by their names. Its worker sends errors as strings, "Name: message"; only this
 * file parses them.
 */
const kinds: Readonly<Record<string, FailureKind>> = {
  WebGPUNotAvailableError: 'webgpu-missing',
  WebGPUNotFoundError: 'webgpu-missing',
  ShaderF16SupportError: 'gpu-feature',
  FeatureSupportError: 'gpu-feature',
  DeviceLostError: 'device-lost',
  IntegrityError: 'integrity-failed',
  ArtifactManifestError: 'integrity-failed',
  // A cached file holds something else: not WebAssembly, not JSON.
  CompileError: 'integrity-failed',
  SyntaxError: 'integrity-failed',
  ContextWindowSizeExceededError: 'context-exceeded',
  ModelNotFoundError: 'model-unsupported',
  UnsupportedModelIdError: 'model-unsupported',
  MissingModelError: 'model-unsupported',
  // The model library was built for another version of the runtime.
  LinkError: 'build-mismatch',
  QuotaExceededError: 'too-large',
  // Without Stop, only a lost device aborts work: `mapAsync` rejects, or the library unloads the model in the middle of a load.
  AbortError: 'device-lost',
  // The device was lost after the load: the library then unloads the model, and reports it at the next request.
  ModelNotLoadedError: 'device-lost',
  EngineNotLoadedError: 'device-lost',
  WorkerEngineModelNotLoadedError: 'device-lost',
};

/** Failure kinds of errors without a specific name, by the messages of the browsers and the runtime. */
const messages: [RegExp, FailureKind][] = [
  [/device (was|is) lost|GPUDevice.*lost|instance dropped/i, 'device-lost'],
  // The GPU process ended, or the runtime was disposed of when its device was lost.
  [/external Instance reference no longer exists|has already been disposed/i, 'device-lost'],
  [/out of memory|\bOOM\b|allocation failed|createBuffer failed/i, 'too-large'],
  [/unable to find a compatible GPU|WebGPU is not/i, 'webgpu-missing'],
  [/exceeds limit/i, 'gpu-feature'],
  // A file answered with a status such as 404, 429 or 503; Chromium, Firefox and Safari word that differently, and tell no status.
  [/on 'Cache(Storage)?'|cache\.add|\bbad (HTTP )?status|status( code)?:? [45]\d\d/i, 'download-failed'],
  [/failed to fetch|network ?error|network response was not ok|load failed|cannot fetch/i, 'download-failed'],
];

/** What a person reads in place of a message that speaks of code. */
const plainly: Readonly<Record<string, string>> = {
  CompileError: 'The compiled model is not WebAssembly.',
  SyntaxError: 'The settings of the model, or the list of its parts, are not JSON.',
};

/** Errors that say only that the request cannot be answered: the worker and its model are as before. */
const ofTheRequest: ReadonlySet<string> = new Set([
  'ContextWindowSizeExceededError',
  'MessageOrderError',
  'SystemMessageOrderError',
  'MinValueError',
]);

/** What an error says when a plain object was thrown, as the runtime does after the loss of its device. */
const speechless = /^\[object \w+\]$/;

function parse(error: unknown): { name: string; message: string; text: string } {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const [, name = '', message = ''] = /^(?:Uncaught )?(\w+): ?(.*)$/s.exec(text) ?? ['', '', text];
  return { name, message, text };
}

/** Whether an error clearly belongs to its request alone. After any other one the worker cannot be trusted. */
export const isOfRequest = (error: unknown): boolean => ofTheRequest.has(parse(error).name);

/**
 * Converts anything that the library or its worker threw to a Failure; `unknown` if it is not recognised. It is `cancelled` only if the
 * signal is aborted.
 */
export function nameWebllmError(error: unknown, signal?: AbortSignal): Failure {
  if (error instanceof Failure) return error;
  if (signal?.aborted) return new Failure('cancelled', '', { cause: error });
  const { name, message, text } = parse(error);
  if (speechless.test(text)) return new Failure('device-lost', 'The library gave no reason.', { cause: error });
  const of = <T>(table: Readonly<Record<string, T>>) => (Object.hasOwn(table, name) ? table[name] : undefined);
  const kind = of(kinds) ?? messages.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
  return new Failure(kind, of(plainly) ?? (message || text).slice(0, 300), { cause: error });
}
