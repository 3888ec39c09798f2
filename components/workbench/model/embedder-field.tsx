'use client';

import { useState } from 'react';
import { Waypoints } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ChoiceButton } from '@/components/ui/choice-button';
import { lazily } from '@/components/ui/lazily';
import { nameOf } from '@/lib/engines/models';
import { useActions, useWorkbench } from '../context';
import { isBusy } from '../state';
import { locationOf } from './location';

const ModelPicker = lazily(() => import('./model-picker').then(module => module.ModelPicker));

/** Which engine embeds texts: the model itself, or another that is loaded beside it. */
export function EmbedderField() {
  const [isOpen, setIsOpen] = useState(false);
  const embedder = useWorkbench(state => state.experiment.embedder);
  const busy = useWorkbench(state => isBusy(state.run));
  const { setEmbedder } = useActions();
  return (
    <section aria-label="Embedder">
      <h2 className="mb-1 text-sm font-semibold">Embedder</h2>
      <ChoiceButton
        icon={<Waypoints aria-hidden />}
        title={embedder ? nameOf(embedder) : 'The model itself'}
        detail={embedder && `${locationOf(embedder)}, beside the model`}
        action="Change"
        disabled={busy}
        onOpen={() => setIsOpen(true)}
      />
      {embedder && (
        <Button className="mt-1" size="small" variant="ghost" disabled={busy} onClick={() => setEmbedder(null)}>
          Use the model itself
        </Button>
      )}
      {isOpen && (
        <ModelPicker
          title="Embedder"
          chosen={embedder ? [embedder] : []}
          onChoose={setEmbedder}
          onClose={() => setIsOpen(false)}
        />
      )}
    </section>
  );
}
