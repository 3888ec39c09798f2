'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useActions } from '@/components/workbench/context';
import { MainModelPicker } from '@/components/workbench/model/model-field';
import { nameOf } from '@/components/workbench/model/names';
import { refKey } from '@/lib/engines/contract';
import { unfitModels } from '@/lib/panels/divide-and-conquer/unfit-models';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { usePanel } from '../use-panel';

/** Says before a run that a model cannot understand the task, and offers another. Nothing where all models can. */
export function Advice() {
  const [isOpen, setIsOpen] = useState(false);
  const experiment = usePanel(state => state.experiment);
  const { setCompare } = useActions();
  const [first] = unfitModels(experiment);
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
