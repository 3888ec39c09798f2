import type { EngineRef } from './contract';
import { hostOf } from './folder';
import { hubHost, mirrorFolder } from './mirror';
import { findModel } from './models';

/** What a run on a model downloads, unless this browser has it. */
export interface Download {
  hosts: readonly string[];
  /** Computed from the catalogue; null for a folder that is not in it, whose size nobody knows before. */
  bytes: number | null;
}

/** WebLLM takes weights from the first and the compiled model from the second; a mirror has both. */
export const webllmHosts = (): readonly string[] =>
  mirrorFolder() === null ? [hubHost(), 'raw.githubusercontent.com'] : [hubHost()];

/** The download of a model; null for a model that is part of the site, a recording or a server's. */
export function downloadOf(ref: EngineRef): Download | null {
  const model = findModel(ref);
  if (ref.engine === 'webllm') {
    const { f16, f32 } = model?.webllm ?? {};
    return { hosts: webllmHosts(), bytes: (ref.model === f32?.id ? f32 : f16)?.downloadBytes ?? null };
  }
  const host = hostOf(ref);
  return host === null ? null : { hosts: [host], bytes: model?.hub?.downloadBytes ?? null };
}
