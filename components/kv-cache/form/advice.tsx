'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useActions } from '@/components/workbench/context';
import { MainModelPicker } from '@/components/workbench/model/model-field';
import { nameOf } from '@/components/workbench/model/names';
import { type EngineRef, refKey } from '@/lib/engines/contract';
import { registry } from '@/lib/panels/kv-cache/registry';
import { usePanel } from '../use-panel';

/** What stands in the way, by engine. WebLLM has a sliding window and attention sinks, but shows nothing of its cache. */
const closed: Partial<Record<EngineRef['engine'], string>> = {
  webllm: 'WebLLM lets a page choose a window and attention sinks, but shows nothing of its cache.',
  endpoint: 'A server shows nothing of its cache.',
};

/** Says before a run that nobody can look into the cache of a model, or that it cannot read the texts. */
export function Advice() {
  const [isOpen, setIsOpen] = useState(false);
  const { model, settings } = usePanel(state => state.experiment);
  const { setModel } = useActions();
  const set = registry.textSets.find(({ id }) => id === settings.texts);
  const reason = closed[model.engine];
  const isForAnother = set && !reason && model.engine === 'embedded' && refKey(set.model) !== refKey(model);
  return (
    <>
      {reason && (
        <Notice
          tone="warning"
          sentence={`Loupe cannot look into the cache of ${nameOf(model)}.`}
          next={`${reason} Choose a model that Loupe runs itself: one of its own, or a folder from Hugging Face.`}
          actions={
            <Button size="small" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
              Choose another model
            </Button>
          }
        />
      )}
      {isForAnother && (
        <Notice
          sentence={`These texts were made for ${nameOf(set.model)}.`}
          next={`${nameOf(model)} may be at a loss with them, whatever its cache keeps.`}
          actions={
            <Button size="small" onClick={() => setModel(set.model)}>
              Use {nameOf(set.model)}
            </Button>
          }
        />
      )}
      {isOpen && <MainModelPicker onClose={() => setIsOpen(false)} />}
    </>
  );
}
