import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { isOfRequest, nameWebllmError } from '@/lib/engines/webllm/errors';

// As the worker sends them, "Name: message", or as the browser reports them.
const mapAsync = "AbortError: Failed to execute 'mapAsync' on 'GPUBuffer':";
const request = "Failed to execute 'add' on 'Cache': Request failed";

describe("the names of WebLLM's errors", () => {
  it.each([
    ['ShaderF16SupportError: This model requires WebGPU extension shader-f16', 'gpu-feature'],
    ['IntegrityError: Integrity verification failed', 'integrity-failed'],
    ['CompileError: WebAssembly.instantiate(): expected magic word 00 61 73 6d', 'integrity-failed'],
    ['SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON', 'integrity-failed'],
    ['ContextWindowSizeExceededError: Prompt tokens exceed', 'context-exceeded'],
    ['LinkError: WebAssembly.instantiate(): Import #3', 'build-mismatch'],
    ['ModelNotFoundError: Cannot find model record in appConfig for M', 'model-unsupported'],
    ['WebGPUNotAvailableError: WebGPU is not supported', 'webgpu-missing'],
    ['Error: Unable to find a compatible GPU. This issue might be', 'webgpu-missing'],
    ['Error: Cannot initialize runtime because of requested maxBufferSize exceeds limit.', 'gpu-feature'],
    ['QuotaExceededError: Quota exceeded.', 'too-large'],
    ["QuotaExceededError: Failed to execute 'add' on 'Cache': Quota exceeded.", 'too-large'],
    ['RangeError: Array buffer allocation failed', 'too-large'],
    ['Error: No room is left in the mushroom', 'unknown'],
    ['constructor: an error of an odd name', 'unknown'],
    ['whatever', 'unknown'],
  ] as const)('%s', (text, kind) => {
    expect(nameWebllmError(text).kind).toBe(kind);
  });

  it.each([
    'DeviceLostError: The WebGPU device was lost while loading the model',
    'ModelNotLoadedError: Model not loaded before trying to complete getMessage',
    'OperationError: GPUDevice was lost',
    'Error: A valid external Instance reference no longer exists.',
    `${mapAsync} A valid external Instance reference no longer exists.`,
    `${mapAsync} Buffer was unmapped before mapping was resolved.`,
    'Error: Module has already been disposed',
    'Error: Object has already been disposed',
    'AbortError: The user aborted a request.',
    '[object Object]',
    '[object GPUDeviceLostInfo]',
  ])('a lost GPU: %s', text => {
    expect(nameWebllmError(text).kind).toBe('device-lost');
    expect(nameWebllmError(text, new AbortController().signal).kind).toBe('device-lost');
  });

  it.each([
    'TypeError: Failed to fetch',
    `TypeError: ${request}`,
    "NetworkError: Failed to execute 'add' on 'Cache': Cache.add() encountered a network error",
    'TypeError: Cache got basic response with bad status 404 while trying to add request https://huggingface.co/m',
    'Error: Cannot fetch https://huggingface.co/m/a.bin',
    'Error: ArtifactOPFSCache: Unable to fetch https://huggingface.co/m/a.bin, received status 503',
    'NetworkError: A network error occurred.',
    'TypeError: Load failed',
  ])('a failed download: %s', text => {
    expect(nameWebllmError(text).kind).toBe('download-failed');
  });

  it.each([
    ['CompileError: WebAssembly.instantiate(): expected magic word 00 61 73 6d', 'The compiled model is not'],
    ['SyntaxError: Unexpected token \'N\', "Not found" is not valid JSON', 'are not JSON.'],
  ])('says in plain words what is wrong with a file: %s', (text, words) => {
    const { detail } = nameWebllmError(text);
    expect(detail).toContain(words);
    expect(detail).not.toMatch(/token|magic/);
  });

  it('is "cancelled" only if the signal is aborted', () => {
    const aborted = AbortSignal.abort();
    expect(nameWebllmError(`${mapAsync} Buffer was unmapped.`, aborted).kind).toBe('cancelled');
    expect(nameWebllmError(new DOMException('stop', 'AbortError')).kind).toBe('device-lost');
    const named = new Failure('timed-out');
    expect(nameWebllmError(named, aborted)).toBe(named);
  });

  it('knows what is the request\u2019s own, and takes nothing else for that', () => {
    expect(isOfRequest('ContextWindowSizeExceededError: Prompt tokens exceed context window size')).toBe(true);
    expect(isOfRequest('MessageOrderError: Last message should be from either `user` or `tool`.')).toBe(true);
    for (const other of ['RangeError: Invalid array length', 'TypeError: x is undefined', '[object Object]', 'odd'])
      expect(isOfRequest(other)).toBe(false);
    expect(isOfRequest(new Failure('timed-out'))).toBe(false);
  });
});
