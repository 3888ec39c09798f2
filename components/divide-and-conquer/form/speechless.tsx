'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { refKey } from '@/lib/engines/contract';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { useActions, usePanel } from '@/components/workbench/context';
import { MainModelPicker } from '@/components/workbench/model/model-field';
import { nameOf, speechless } from './plan';

/** Says before a run that a model cannot understand the task, and offers another. For experiments with such a model. */
export function Speechless() {
  const [isOpen, setIsOpen] = useState(false);
  const experiment = usePanel(state => state.experiment);
  const { setCompare } = useActions();
  const [first] = speechless(experiment, experiment.settings.problems);
  const isMain = first !== undefined && refKey(first) === refKey(experiment.model);
  return (
    <>
      {first && (
        <Notice
          tone="warning"
          sentence={`${nameOf(first)} knows arithmetic only.`}
          next={`It has no English and can only fail at \u201c${findTask(experiment.settings.task).title}\u201d: choose another model.`}
          actions={
            isMain ? (
              <Button size="small" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
                Choose another model
              </Button>
            ) : (
              <Button
                size="small"
                onClick={() => setCompare(experiment.compare.filter(ref => refKey(ref) !== refKey(first)))}
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
