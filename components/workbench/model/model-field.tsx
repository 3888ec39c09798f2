'use client';

import { useState } from 'react';
import { Cpu } from 'lucide-react';
import { ChoiceButton } from '@/components/ui/choice-button';
import { lazily } from '@/components/ui/lazily';
import { refKey } from '@/lib/engines/contract';
import { findModel, nameOf } from '@/lib/engines/models';
import { useActions, useViews, useWorkbench } from '../context';
import { isBusy } from '../state';
import { downloadText } from './contacts';
import { locationOf } from './location';

/** The picker probes the machine and lists the catalogue, so its script is loaded when it is opened. */
const ModelPicker = lazily(() => import('./model-picker').then(module => module.ModelPicker));

/** The model that answers, and the button that opens the picker. */
export function ModelField() {
  const [isOpen, setIsOpen] = useState(false);
  const model = useWorkbench(state => state.experiment.model);
  const known = findModel(model);
  const download = downloadText([model]);
  const busy = useWorkbench(state => isBusy(state.run));
  return (
    <section aria-label="Model">
      <h2 className="mb-1 text-sm font-semibold">Model</h2>
      <ChoiceButton
        icon={<Cpu aria-hidden />}
        title={nameOf(model)}
        detail={locationOf(model)}
        action="Change"
        disabled={busy}
        onOpen={() => setIsOpen(true)}
      />
      {known && <p className="mt-1 text-caption text-muted">{known.note}</p>}
      {download && <p className="mt-1 text-caption text-muted">{download}</p>}
      {isOpen && <MainModelPicker onClose={() => setIsOpen(false)} />}
    </section>
  );
}

/** The picker of the model that answers first, or alone. */
export function MainModelPicker({ onClose }: { onClose: () => void }) {
  const model = useWorkbench(state => state.experiment.model);
  const compare = useWorkbench(state => state.experiment.compare);
  const { setModel, setCompare } = useActions();
  const { models } = useViews();
  return (
    <ModelPicker
      chosen={[model]}
      more={models}
      onChoose={ref => {
        // A model that is chosen as the first must not run again as a further one.
        setCompare(compare.filter(other => refKey(other) !== refKey(ref)));
        setModel(ref);
      }}
      onClose={onClose}
    />
  );
}
