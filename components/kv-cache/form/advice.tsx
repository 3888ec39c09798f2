'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useActions } from '@/components/workbench/context';
import { MainModelPicker } from '@/components/workbench/model/model-field';
import { nameOf } from '@/components/workbench/model/names';
import { modelAdvice } from '@/lib/panels/kv-cache/model-advice';
import { registry } from '@/lib/panels/kv-cache/registry';
import { usePanel } from '../use-panel';

/** Says before a run that nobody can look into the cache of a model, or that it may not be able to read the texts. */
export function Advice() {
  const [isOpen, setIsOpen] = useState(false);
  const { model, settings } = usePanel(state => state.experiment);
  const { setModel } = useActions();
  const advice = modelAdvice(model, settings, registry);
  return (
    <>
      {advice?.kind === 'closed' && (
        <Notice
          tone="warning"
          sentence={`Loupe cannot look into the cache of ${nameOf(model)}.`}
          next={`${advice.reason} Choose a model that Loupe runs itself: one of its own, or a folder from Hugging Face.`}
          actions={
            <Button size="small" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
              Choose another model
            </Button>
          }
        />
      )}
      {advice?.kind === 'other texts' && (
        <Notice
          sentence={`These texts were made for ${nameOf(advice.usual)}.`}
          next={`${nameOf(model)} may not be able to read them, whatever its cache keeps.`}
          actions={
            <Button size="small" onClick={() => setModel(advice.usual)}>
              Use {nameOf(advice.usual)}
            </Button>
          }
        />
      )}
      {isOpen && <MainModelPicker onClose={() => setIsOpen(false)} />}
    </>
  );
}
