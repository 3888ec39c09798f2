import { dataLimits } from './limits';

/** A name on one line and of bounded length; never empty. */
export const cleanDataName = (name: string): string =>
  name
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, dataLimits.name) || 'unnamed';
