'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useWorkbench } from '../context';
import { MainModelPicker } from '../model/model-field';

/** An experiment names a server's model and never its address: the address is asked for before anything is sent. */
export function ServerNeeded() {
  const [isOpen, setIsOpen] = useState(false);
  const model = useWorkbench(state => state.experiment.model.model);
  return (
    <>
      <Notice
        sentence={`This experiment runs on a server that has the model ${model}.`}
        next="Enter the address of your server, or choose a model that runs in this browser. Nothing is sent before you press Run."
        actions={
          <Button size="small" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
            Choose where it runs
          </Button>
        }
      />
      {isOpen && <MainModelPicker onClose={() => setIsOpen(false)} />}
    </>
  );
}
