'use client';

import { useEffect, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { FailureNotice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import type { EngineRef } from '@/lib/engines/contract';
import { deleteModel, listChoices, type Choice } from '@/lib/engines/picker';
import { useActions, usePanel } from './context';
import { EndpointForm } from './endpoint-form';
import { ModelChoice } from './model-choice';

/** Who shall answer: the catalogue as this machine sees it, or the user's own server. Downloads nothing by itself. */
export function ModelPicker({ onClose }: { onClose: () => void }) {
  const current = usePanel(state => state.experiment.model);
  const { setModel } = useActions();
  const choose = (ref: EngineRef) => {
    setModel(ref);
    onClose();
  };
  return (
    <Dialog
      title="Model"
      description="It runs on this machine, in this browser, unless you name a server of your own."
      open
      onOpenChange={open => !open && onClose()}
    >
      <Tabs
        label="Where the model runs"
        tabs={[
          { value: 'here', label: 'In this browser', content: <Catalogue current={current} onChoose={choose} /> },
          {
            value: 'endpoint',
            label: 'On a server',
            content: <EndpointForm model={current.engine === 'endpoint' ? current.model : ''} onChoose={choose} />,
          },
        ]}
      />
    </Dialog>
  );
}

function Catalogue({ current, onChoose }: { current: EngineRef; onChoose: (ref: EngineRef) => void }) {
  const [choices, setChoices] = useState<Choice[]>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    let isOpen = true;
    void listChoices().then(listed => isOpen && setChoices(listed));
    return () => {
      isOpen = false;
    };
  }, []);
  if (!choices) {
    return (
      <div role="status">
        <span className="sr-only">Looking at what this machine can run.</span>
        <Skeleton className="h-64 w-full" />
      </div>
    );
  }
  const remove = async (id: string) => {
    try {
      await deleteModel(id);
      setChoices(await listChoices());
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <div className="space-y-3">
      {failure !== undefined && <FailureNotice failure={failure} />}
      <ul className="divide-y divide-line">
        {choices.map(choice => (
          <ModelChoice
            key={choice.id}
            choice={choice}
            isCurrent={choice.model.ref.engine === current.engine && choice.id === current.model}
            onChoose={() => onChoose({ engine: choice.model.ref.engine, model: choice.id })}
            onDelete={() => remove(choice.id)}
          />
        ))}
      </ul>
      <p className="text-caption text-muted">
        Sizes and memory are computed from the models&rsquo; published shapes. A download begins with the first run.
      </p>
    </div>
  );
}
