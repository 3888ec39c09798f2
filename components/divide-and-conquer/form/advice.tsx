'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useActions } from '@/components/workbench/context';
import { MainModelPicker } from '@/components/workbench/model/model-field';
import { nameOf } from '@/components/workbench/model/names';
import { refKey } from '@/lib/engines/contract';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import { unableModels } from '@/lib/panels/divide-and-conquer/skills';
import { usePanel } from '../use-panel';

/** Says before a run that a model cannot understand the task, and offers another one. Shows nothing if all models can. */
export function Advice() {
  const [isOpen, setIsOpen] = useState(false);
  const experiment = usePanel(state => state.experiment);
  const { setCompare } = useActions();
  const [first] = unableModels(experiment);
  const isMain = first !== undefined && refKey(first) === refKey(experiment.model);
  return (
    <>
      {first && (
        <Notice
          tone="warning"
          sentence={`${nameOf(first)} knows arithmetic only.`}
          next={`It knows no English and will fail at \u201c${findTask(experiment.settings.task).title}\u201d.`}
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
