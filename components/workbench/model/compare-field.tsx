'use client';

import { useState } from 'react';
import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { refKey } from '@/lib/engines/contract';
import { nameOf } from '@/lib/engines/models';
import { useActions, useViews, useWorkbench } from '../context';
import { isBusy } from '../state';
import { locationOf } from './location';

const ModelPicker = lazily(() => import('./model-picker').then(module => module.ModelPicker));

/** As many as an experiment takes (lib/experiment/spec.ts). */
const most = 7;

/** Further models that run the same units, one model after the other. */
export function CompareField() {
  const [isOpen, setIsOpen] = useState(false);
  const model = useWorkbench(state => state.experiment.model);
  const compare = useWorkbench(state => state.experiment.compare);
  const busy = useWorkbench(state => isBusy(state.run));
  const { setCompare } = useActions();
  const { models } = useViews();
  return (
    <section aria-label="Also run on">
      <h2 className="mb-1 text-sm font-semibold">Also run on</h2>
      {compare.length > 0 && (
        <ul className="mb-2 divide-y divide-line rounded-md border border-line">
          {compare.map(ref => (
            <li key={refKey(ref)} className="flex items-center gap-2 py-1 pr-1 pl-2.5">
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm">{nameOf(ref)}</span>
                <span className="block text-caption text-muted">{locationOf(ref)}</span>
              </span>
              <Button
                variant="ghost"
                size="small"
                icon={<X aria-hidden />}
                disabled={busy}
                aria-label={`Do not run on ${nameOf(ref)}`}
                onClick={() => setCompare(compare.filter(other => refKey(other) !== refKey(ref)))}
              />
            </li>
          ))}
        </ul>
      )}
      <Button
        size="small"
        icon={<Plus aria-hidden />}
        disabled={busy || compare.length >= most}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        Add a model
      </Button>
      <p className="mt-1 text-caption text-muted">
        {compare.length >= most
          ? `At most ${most} further models.`
          : 'The same experiment, on one model after the other.'}
      </p>
      {isOpen && (
        <ModelPicker
          title="Also run on"
          chosen={[model, ...compare]}
          more={models}
          onChoose={ref => setCompare([...compare, ref])}
          onClose={() => setIsOpen(false)}
        />
      )}
    </section>
  );
}
