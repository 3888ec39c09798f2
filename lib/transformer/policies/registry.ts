import { adakv } from './adakv';
import { cam } from './cam';
import { chunkkv } from './chunkkv';
import type { Policy } from './contract';
import { expectedAttention } from './expected-attention';
import { full } from './full';
import { h2o } from './h2o';
import { keydiff } from './keydiff';
import { knorm } from './knorm';
import { kvzip } from './kvzip';
import { lagkv } from './lagkv';
import { merging } from './merging';
import { pyramidkv } from './pyramidkv';
import { quantised } from './quantised';
import { randomEviction } from './random';
import { rkv } from './rkv';
import { snapkv } from './snapkv';
import { streamingLlm } from './streaming-llm';
import { tova } from './tova';
import { triAttention } from './triattention';

/** All policies, in the order in which they are offered: simple ones first, then those of attention, of keys, of merging, and the bound. */
export const policies: readonly Policy[] = [
  full,
  randomEviction,
  streamingLlm,
  h2o,
  tova,
  snapkv,
  pyramidkv,
  adakv,
  chunkkv,
  rkv,
  expectedAttention,
  triAttention,
  knorm,
  keydiff,
  lagkv,
  cam,
  merging,
  kvzip,
  ...quantised,
];

export const findPolicy = (id: string): Policy | undefined => policies.find(policy => policy.id === id);
