import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { AccuracyFigure } from './accuracy';
import type { GpuFigure } from './browser/gpu';
import type { MemoryFigure } from './browser/memory';
import type { CommandLineFigures } from './cli/measure';
import type { DuelFigure } from './duels';
import type { environment } from './environment';
import type { EvaluationFigures } from './evaluation';
import type { FileInPage } from './files';
import type { FrameFigures } from './frames';
import type { JournalFigures } from './journal';
import type { NerFigures } from './ner';
import type { PageFigures } from './page';
import type { PolicyFigures } from './policies';
import type { SamplesFigure } from './samples';
import type { SpeedFigure } from './speed';
import type { SweepFigures } from './sweep';

type Environment = ReturnType<typeof environment>;

/** What one host of JavaScript ran in one go: Node, or Chromium with the peers. */
export interface Comparison {
  environment: Environment & { chromium?: string; peers?: Record<string, string> };
  accuracy: AccuracyFigure[];
  speed: SpeedFigure[];
  /** Where they were measured in the same go. */
  samples?: SamplesFigure[];
  /** What contenders say of themselves: kernel sets, adapters. */
  facts: Record<string, Record<string, string>>;
}

/** Parts that were not run yet are missing; each was run at a time of its own. */
export interface Results {
  node?: Comparison;
  browser?: Comparison & { memory: MemoryFigure[]; gpu: GpuFigure | null };
  /** What the targets are judged by, in Chromium. */
  targets?: { environment: Comparison['environment']; duels: DuelFigure[]; samples: SamplesFigure[] };
  page?: PageFigures & { environment: Environment };
  evaluation?: EvaluationFigures & { environment: Environment };
  cli?: CommandLineFigures & { environment: Environment };
  journal?: JournalFigures & { environment: Environment };
  policies?: PolicyFigures & { environment: Environment };
  frames?: FrameFigures & { environment: Environment };
  sweep?: SweepFigures & { environment: Environment };
  ner?: NerFigures & { environment: Environment };
  files?: { environment: Environment; files: FileInPage[] };
}

const file = fileURLToPath(new URL('results.json', import.meta.url));

export function readResults(): Results {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : {};
}

/** Replaces the parts that were run, keeps the others. */
export async function keepResults(parts: Results): Promise<Results> {
  const results = { ...readResults(), ...parts };
  const style = await resolveConfig(file);
  writeFileSync(file, await format(JSON.stringify(results), { ...style, filepath: file }));
  return results;
}
