'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useActions } from '@/components/workbench/context';
import { MainModelPicker } from '@/components/workbench/model/model-field';
import { listed } from '@/lib/core/in-words';
import { refKey } from '@/lib/engines/contract';
import { nameOf } from '@/lib/engines/models';
import { type ModelAdvice, modelAdvice, policiesThatKeep } from '@/lib/panels/kv-cache/model-advice';
import { registry } from '@/lib/panels/kv-cache/registry';
import { usePanel } from '../use-panel';

/**
 * Says before a run that nobody can look into the cache of a model, that it may not be able to read the texts, or that it leaves no policy
 * anything to do.
 */
export function Advice() {
  const experiment = usePanel(state => state.experiment);
  return modelAdvice(experiment, registry).map(advice => (
    <OneAdvice key={`${advice.kind} ${refKey(advice.model)}`} {...advice} />
  ));
}

function OneAdvice(advice: ModelAdvice) {
  const { model, compare, settings } = usePanel(state => state.experiment);
  const { setModel, setCompare, set } = useActions();
  const isFirst = refKey(advice.model) === refKey(model);
  const name = nameOf(advice.model);
  const withoutIt = (
    <Button size="small" onClick={() => setCompare(compare.filter(other => refKey(other) !== refKey(advice.model)))}>
      Leave it out
    </Button>
  );
  switch (advice.kind) {
    case 'closed':
      return (
        <Notice
          tone="warning"
          sentence={`Loupe cannot look into the cache of ${name}.`}
          next={`${advice.reason} Choose a model that Loupe runs itself: one of its own, or a folder from Hugging Face.`}
          actions={isFirst ? <ChooseAnother /> : withoutIt}
        />
      );
    case 'other texts':
      return (
        <Notice
          sentence={`These texts were made for ${nameOf(advice.usual)}.`}
          next={`${name} may not be able to read them, whatever its cache keeps.`}
          actions={
            isFirst ? (
              <Button size="small" onClick={() => setModel(advice.usual)}>
                Use {nameOf(advice.usual)}
              </Button>
            ) : (
              withoutIt
            )
          }
        />
      );
    case 'compresses itself':
      return (
        <Notice
          sentence={`${name} compresses its cache by itself (${advice.method}).`}
          next={`Policies cannot remove more from it, so it is measured as it was trained, and without ${shortList(advice.policies)}.`}
          actions={
            // Beside other models, the policies have work to do.
            compare.length === 0 && (
              <Button size="small" onClick={() => set('policies', policiesThatKeep(settings.policies, registry))}>
                Leave these policies out
              </Button>
            )
          }
        />
      );
  }
}

function ChooseAnother() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        Choose another model
      </Button>
      {isOpen && <MainModelPicker onClose={() => setIsOpen(false)} />}
    </>
  );
}

/** `H2O, TOVA and 3 more`. */
const shortList = (names: readonly string[]): string =>
  listed(names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names);
