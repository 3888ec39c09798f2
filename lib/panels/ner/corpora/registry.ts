import type { CorpusSource } from '../registry';

export const builtInCorpora: readonly CorpusSource[] = [];
