import { chainOfThought } from './chain-of-thought';
import type { Strategy } from './contract';
import { divideAndConquer } from './divide-and-conquer';
import { io } from './io';

/** All strategies, in the order of their colours and columns. A new one is a new file and a line here. */
export const strategies: readonly Strategy[] = [io, chainOfThought, divideAndConquer];
