'use client';

import { useState } from 'react';
import { Waypoints } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { useActions, useWorkbench } from '../context';
import { isBusy } from '../state';
import { locationOf, nameOf } from './names';

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
      <Button
        className="h-auto w-full justify-start! py-1.5 text-left"
        icon={<Waypoints aria-hidden />}
        disabled={busy}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate">{embedder ? nameOf(embedder) : 'The model itself'}</span>
          {embedder && (
            <span className="block text-caption font-normal text-muted">{locationOf(embedder)}, beside the model</span>
          )}
        </span>
        <span className="text-caption font-normal text-muted">Change</span>
      </Button>
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
