import { attention } from './attention';
import { chunked } from './chunked';
import { compressed } from './compressed';
import type { Family } from './contract';
import { gatedDelta } from './gated-delta-net';
import { gemma4 } from './gemma-4';
import { kimiLinear } from './kimi-linear';
import { latent } from './latent';
import { mamba } from './mamba';
import { shortConvolution } from './short-convolution';

/** All families; the first that fits a config is taken, so those with more particular fields come first. */
export const families: readonly Family[] = [
  compressed,
  kimiLinear,
  latent,
  gatedDelta,
  mamba,
  shortConvolution,
  chunked,
  gemma4,
  attention,
];
