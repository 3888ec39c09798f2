import { Failure, type FailureKind } from '@/lib/core/failure';

/**
 * The names under which @mlc-ai/web-llm 0.2.86 throws, as our failures. Its worker sends errors as strings, "Name: message"; this
 * is the only place that reads them.
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
  // A model library made for another version of the runtime.
  LinkError: 'model-unsupported',
  QuotaExceededError: 'too-large',
  AbortError: 'cancelled',
  // The device was lost after the load: the library unloads by itself and tells nobody until the next request.
  ModelNotLoadedError: 'device-lost',
  EngineNotLoadedError: 'device-lost',
  WorkerEngineModelNotLoadedError: 'device-lost',
};

/** Messages of errors that have no name of their own, by what the platform and the runtime say in them. */
const words: [RegExp, FailureKind][] = [
  [/device (was|is) lost|GPUDevice.*lost|instance dropped|object has already been disposed/i, 'device-lost'],
  [/out of memory|OOM|allocation failed|createBuffer failed/i, 'too-large'],
  [/unable to find a compatible GPU|WebGPU is not/i, 'webgpu-missing'],
  [/exceeds limit/i, 'gpu-feature'],
  [/failed to fetch|network ?error|load failed|cannot fetch|cache\.add|status( code)?:? [45]\d\d/i, 'download-failed'],
];

/** Anything that the library or its worker threw, under our names. */
export function nameWebllmError(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const [, name = '', message = ''] = /^(?:Uncaught )?(\w+): ?(.*)$/s.exec(text) ?? ['', '', text];
  const byName = kinds[name];
  const kind = byName ?? words.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
  return new Failure(kind, (message || text).slice(0, 300), { cause: error });
}
