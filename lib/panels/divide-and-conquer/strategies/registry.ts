import { chainOfThought } from './chain-of-thought';
import type { Strategy } from './contract';
import { decomposed } from './decomposed';
import { divideAndConquer } from './divide-and-conquer';
import { io } from './io';
import { leastToMost } from './least-to-most';
import { selfConsistency } from './self-consistency';
import { singleLevel } from './single-level';
import { treeOfThoughts } from './tree-of-thoughts';

/** All strategies, in the order of their colours and columns. A new one is a new file and a line here. */
export const strategies = [
  io,
  chainOfThought,
  selfConsistency,
  leastToMost,
  decomposed,
  treeOfThoughts,
  singleLevel,
  divideAndConquer,
] as readonly Strategy[];
