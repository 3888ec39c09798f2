'use client';

import { useMemo } from 'react';
import { headline } from './headline';
import type { StageProps } from './use-loop';
import { useVerdict } from './use-verdict';

/** What came out so far, in words. */
export function Headline({ run, loop }: StageProps) {
  const { scores, verdict } = useVerdict(run, loop);
  return useMemo(() => headline(loop, scores ?? [], verdict), [loop, scores, verdict]);
}
