'use client';

import { useEffect, useMemo, useState } from 'react';
import { calculate, type Calculation } from '@/lib/panels/kv-cache/calculator/calculate';
import type { CalculatorState } from '@/lib/panels/kv-cache/calculator/state';

/** The state of a calculator, a way to change some of it, and all that follows from it. */
export interface CalculatorProps {
  state: CalculatorState;
  change: (some: Partial<CalculatorState>) => void;
  calculation: Calculation;
}

/**
 * Keeps a state and computes its figures. What is not allowed is never kept: fields report it, and own configs are checked before.
 *
 * @param onChange is told of every state but the first
 */
export function useCalculator(initial: CalculatorState, onChange?: (state: CalculatorState) => void): CalculatorProps {
  const [first] = useState(initial);
  const [state, setState] = useState(first);
  useEffect(() => {
    if (state !== first) onChange?.(state);
  }, [state, first, onChange]);
  const calculation = useMemo(() => calculate(state), [state]);
  return { state, change: some => setState(before => ({ ...before, ...some })), calculation };
}
