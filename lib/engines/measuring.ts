import type { EngineRef } from './contract';

/** Why an engine measures nothing inside its model (`Engine.measure`), as a sentence; an engine that is not listed does measure. */
const reasons: Partial<Record<EngineRef['engine'], string>> = {
  webllm: 'WebLLM lets a page choose a window and attention sinks, but shows nothing of its cache.',
  endpoint: 'A server shows nothing of what happens inside its model.',
};

/** Why nobody can look into a model, before it is loaded; undefined where Loupe can. */
export const whyNotMeasured = ({ engine }: EngineRef): string | undefined => reasons[engine];
