import type { Progress } from '../contract';
import type { MlcReport } from './library';

export type LoadPhase = 'downloading' | 'loading' | 'compiling';

/**
 * WebLLM's reports as progress. It runs from 0 to 1 twice (fetch, then copy to the GPU) and once more for shaders, and tells bytes
 * only in words: the share of the known total is used, and the words for the phase alone. Null for reports that carry no progress.
 *
 * @param total bytes of all shards
 */
export function readReport({ progress, text }: MlcReport, total: number): Progress | null {
  const phase = phaseOf(text);
  if (!phase) return null;
  const share = Math.min(1, Math.max(0, Number.isFinite(progress) ? progress : 0));
  if (phase === 'compiling') return { phase, loaded: Math.round(share * 100), total: 100, unit: 'steps' };
  return { phase, loaded: Math.round(share * total), total, unit: 'bytes' };
}

function phaseOf(text: string): LoadPhase | null {
  if (/^(start to fetch|fetching param)/i.test(text)) return 'downloading';
  if (/^loading model from cache/i.test(text)) return 'loading';
  if (/^loading GPU shader/i.test(text)) return 'compiling';
  return null;
}
