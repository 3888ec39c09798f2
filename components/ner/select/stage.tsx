'use client';

import { useState } from 'react';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Part } from '@/components/workbench/part';
import type { StageProps } from '../loop/use-loop';
import { CalibrationView } from './calibration';
import { Findings } from './findings';
import { Threshold } from './threshold';

/** What each selection goes by and keeps, and how far the votes behind it can be trusted. */
export function SelectStage({ run, loop }: StageProps) {
  const [chosen, choose] = useState<string>();
  const pool = loop.pools.find(({ selection }) => selection.id === chosen) ?? loop.pools[0];
  if (loop.latest.size === 0 || !pool) return <p className="text-muted">No sentence is annotated yet.</p>;
  return (
    <div className="space-y-10">
      <div className="space-y-4">
        {loop.pools.length > 1 && (
          <SegmentedControl
            label="Selection"
            size="small"
            value={pool.selection.id}
            onChange={choose}
            segments={loop.pools.map(({ selection }) => ({ value: selection.id, label: selection.title }))}
          />
        )}
        <Part name="The threshold">
          <Threshold key={pool.selection.id} run={run} loop={loop} pool={pool} />
        </Part>
      </div>
      <Part name="What the selections kept">
        <Findings run={run} loop={loop} />
      </Part>
      <Part name="The calibration of votes">
        <CalibrationView run={run} loop={loop} />
      </Part>
    </div>
  );
}
