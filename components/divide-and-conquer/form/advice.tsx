'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useActions } from '@/components/workbench/context';
import { MainModelPicker } from '@/components/workbench/model/model-field';
import { refKey } from '@/lib/engines/contract';
import { nameOf } from '@/lib/engines/models';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import { type Shortfall, shortfallsOf } from '@/lib/panels/divide-and-conquer/skills';
import { usePanel } from '../use-panel';

/** Says before a run that a model cannot do its task, and offers another one. Shows nothing if all models can. */
export function Advice() {
  const [isOpen, setIsOpen] = useState(false);
  const experiment = usePanel(state => state.experiment);
  const { setCompare } = useActions();
  const [first] = shortfallsOf(experiment);
  const isMain = first !== undefined && refKey(first.model) === refKey(experiment.model);
  return (
    <>
      {first && (
        <Notice
          tone="warning"
          {...wordsOf(first, findTask(experiment.settings.task).title)}
          actions={
            isMain ? (
              <Button size="small" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
                Choose another model
              </Button>
            ) : (
              <Button
                size="small"
                onClick={() => setCompare(experiment.compare.filter(ref => refKey(ref) !== refKey(first.model)))}
              >
                Leave it out
              </Button>
            )
          }
        />
      )}
      {isOpen && <MainModelPicker onClose={() => setIsOpen(false)} />}
    </>
  );
}

const wordsOf = ({ model, ...gap }: Shortfall, task: string): { sentence: string; next: string } =>
  'needs' in gap
    ? {
        sentence: `${nameOf(model)} knows ${gap.knows.join(' and ')} only.`,
        next: `It knows no ${gap.needs} and will fail at \u201c${task}\u201d.`,
      }
    : {
        sentence: `${nameOf(model)} learned numbers of up to ${gap.learned} digits.`,
        next: `The longest number of this run has ${gap.longest}.`,
      };
