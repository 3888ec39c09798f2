import type { EngineRef } from '@/lib/engines/contract';
import { hostOf } from '@/lib/engines/open';

const locations: Record<EngineRef['engine'], string> = {
  embedded: 'comes with this page',
  webllm: 'on this machine\u2019s GPU',
  endpoint: 'on your own server',
  recorded: 'a recording',
};

/** Where it runs. */
export const locationOf = (ref: EngineRef): string => (hostOf(ref) ? 'on our own engine' : locations[ref.engine]);
