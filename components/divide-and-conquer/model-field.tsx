'use client';

import { useState } from 'react';
import { Cpu } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import type { EngineRef } from '@/lib/engines/contract';
import { findModel } from '@/lib/engines/models';
import { hostOf } from '@/lib/engines/open';
import { usePanel } from './context';
import { isBusy } from './state';

/** The picker probes the machine and lists the catalogue: it comes when it is asked for. */
const ModelPicker = lazily(() => import('./model-picker').then(module => module.ModelPicker));

const places: Record<EngineRef['engine'], string> = {
  embedded: 'comes with this page',
  webllm: 'on this machine\u2019s GPU',
  endpoint: 'on your own server',
  recorded: 'a recording',
};

/** Who answers, and the door to the picker. */
export function ModelField() {
  const [isOpen, setIsOpen] = useState(false);
  const model = usePanel(state => state.experiment.model);
  const known = findModel(model);
  const host = hostOf(model);
  const busy = usePanel(state => isBusy(state.run));
  return (
    <section aria-label="Model">
      <h2 className="mb-1 text-sm font-semibold">Model</h2>
      <Button
        className="h-auto w-full justify-start! py-1.5 text-left"
        icon={<Cpu aria-hidden />}
        disabled={busy}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate">{known?.title ?? model.model}</span>
          <span className="block text-caption font-normal text-muted">
            {host ? 'on our own engine' : places[model.engine]}
          </span>
        </span>
        <span className="text-caption font-normal text-muted">Change</span>
      </Button>
      {known && <p className="mt-1 text-caption text-muted">{known.note}</p>}
      {host && <p className="mt-1 text-caption text-muted">A run downloads from {host} what is not here yet.</p>}
      {isOpen && <ModelPicker onClose={() => setIsOpen(false)} />}
    </section>
  );
}
