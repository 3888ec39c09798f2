import type { Policy } from './contract';
import { full } from './full';
import { h2o } from './h2o';
import { randomEviction } from './random';
import { streamingLlm } from './streaming-llm';

/** All policies, in the order in which they are offered. */
export const policies: readonly Policy[] = [full, randomEviction, streamingLlm, h2o];

export const findPolicy = (id: string): Policy | undefined => policies.find(policy => policy.id === id);
