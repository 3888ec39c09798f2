import { Failure, type FailureKind } from '@/lib/core/failure';

/**
 * Failure kinds of the errors of @mlc-ai/web-llm 0.2.86, by their names. Its worker sends errors as strings, "Name: message"; only this
 * file parses them.
 */
const kinds: Record<string, FailureKind> = {
  WebGPUNotAvailableError: 'webgpu-missing',
  WebGPUNotFoundError: 'webgpu-missing',
  ShaderF16SupportError: 'gpu-feature',
  FeatureSupportError: 'gpu-feature',
  DeviceLostError: 'device-lost',
  IntegrityError: 'integrity-failed',
  ArtifactManifestError: 'integrity-failed',
  ContextWindowSizeExceededError: 'context-exceeded',
  ModelNotFoundError: 'model-unsupported',
  UnsupportedModelIdError: 'model-unsupported',
  MissingModelWasmError: 'model-unsupported',
  // The model library was built for another version of the runtime.
  LinkError: 'model-unsupported',
  QuotaExceededError: 'too-large',
  AbortError: 'cancelled',
  // The device was lost after the load: the library then unloads the model, and reports it at the next request.
  ModelNotLoadedError: 'device-lost',
  EngineNotLoadedError: 'device-lost',
  WorkerEngineModelNotLoadedError: 'device-lost',
};

/** Failure kinds of errors without a specific name, by the messages of the browser and the runtime. */
const messages: [RegExp, FailureKind][] = [
  [/device (was|is) lost|GPUDevice.*lost|instance dropped|object has already been disposed/i, 'device-lost'],
  [/out of memory|OOM|allocation failed|createBuffer failed/i, 'too-large'],
  [/unable to find a compatible GPU|WebGPU is not/i, 'webgpu-missing'],
  [/exceeds limit/i, 'gpu-feature'],
  [/failed to fetch|network ?error|load failed|cannot fetch|cache\.add|status( code)?:? [45]\d\d/i, 'download-failed'],
];

/** Converts anything that the library or its worker threw to a Failure; `unknown` if it is not recognised. */
export function nameWebllmError(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const [, name = '', message = ''] = /^(?:Uncaught )?(\w+): ?(.*)$/s.exec(text) ?? ['', '', text];
  const byName = kinds[name];
  const kind = byName ?? messages.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
  return new Failure(kind, (message || text).slice(0, 300), { cause: error });
}
