import type { Allocation } from './contract';
import { ideal } from './ideal';
import { llamaCpp } from './llama-cpp';
import { transformers } from './transformers';
import { vllm, vllmUnified } from './vllm';

/** All ways to allocate; the first is the default. */
export const allocations: readonly [Allocation, ...Allocation[]] = [ideal, transformers, llamaCpp, vllm, vllmUnified];
