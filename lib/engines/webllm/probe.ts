import type { Probe } from './fit';

/** The used part of `navigator`, in a page or a worker. */
export interface ProbedNavigator {
  gpu?: Pick<GPU, 'requestAdapter'>;
  deviceMemory?: number;
  storage?: Pick<StorageManager, 'estimate'>;
}

/** Reads what the browser reports about its machine. Never throws; values that cannot be read are null. */
export async function probeMachine(
  navigator: ProbedNavigator = globalThis.navigator as ProbedNavigator,
  secure: boolean = globalThis.isSecureContext,
): Promise<Probe> {
  const [adapter, storage] = await Promise.all([readAdapter(navigator), readStorage(navigator)]);
  return {
    secure,
    adapter,
    memoryBytes: navigator.deviceMemory === undefined ? null : navigator.deviceMemory * 2 ** 30,
    storageFreeBytes: storage,
  };
}

async function readAdapter(navigator: ProbedNavigator): Promise<Probe['adapter']> {
  try {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return null;
    const { info, limits, features } = adapter;
    const description = [info.vendor, info.architecture, info.description].filter(Boolean).join(' ') || 'unnamed GPU';
    return {
      description,
      software: info.isFallbackAdapter || /swiftshader|llvmpipe/i.test(description),
      f16: features.has('shader-f16'),
      workgroupStorageBytes: limits.maxComputeWorkgroupStorageSize,
      storageBuffersPerStage: limits.maxStorageBuffersPerShaderStage,
      bufferBytes: limits.maxBufferSize,
      storageBindingBytes: limits.maxStorageBufferBindingSize,
    };
  } catch {
    return null;
  }
}

async function readStorage(navigator: ProbedNavigator): Promise<number | null> {
  try {
    const estimate = await navigator.storage?.estimate();
    return estimate?.quota === undefined ? null : Math.max(0, estimate.quota - (estimate.usage ?? 0));
  } catch {
    return null;
  }
}
