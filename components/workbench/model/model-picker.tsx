'use client';

import { type ReactNode, useEffect, useId, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { FailureNotice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import { type EngineRef, refKey } from '@/lib/engines/contract';
import type { CatalogueModel } from '@/lib/engines/models';
import { hubHost, webllmHosts } from '@/lib/engines/open';
import { type Choice, deleteModel, type KeptFolder, listChoices, listKeptFolders } from '@/lib/engines/picker';
import { EndpointForm } from './endpoint-form';
import { KeptChoice, ModelChoice } from './model-choice';
import { ModelFolder } from './model-folder';

/**
 * Chooses a model: from the catalogue and `more` of the panel's own, with what this machine can run, or on the user's own server. Downloads
 * nothing. `chosen` models cannot be chosen again.
 */
export function ModelPicker({
  title = 'Model',
  chosen,
  more,
  onChoose,
  onClose,
}: {
  title?: string;
  chosen: readonly EngineRef[];
  more?: readonly CatalogueModel[];
  onChoose: (ref: EngineRef) => void;
  onClose: () => void;
}) {
  const choose = (ref: EngineRef) => {
    // The name of a server's model that was typed may be one of the chosen.
    if (!chosen.some(other => refKey(other) === refKey(ref))) onChoose(ref);
    onClose();
  };
  const endpoint = chosen.find(({ engine }) => engine === 'endpoint');
  return (
    <Dialog
      title={title}
      description="Runs in your browser. Nothing is sent unless you connect a server."
      onClose={onClose}
    >
      <Tabs
        label="Where the model runs"
        tabs={[
          {
            value: 'here',
            label: 'In this browser',
            content: <Catalogue chosen={chosen} more={more} onChoose={choose} />,
          },
          {
            value: 'endpoint',
            label: 'On a server',
            content: <EndpointForm model={endpoint?.model ?? ''} onChoose={choose} />,
          },
        ]}
      />
    </Dialog>
  );
}

function Catalogue({
  chosen,
  more = none,
  onChoose,
}: {
  chosen: readonly EngineRef[];
  more?: readonly CatalogueModel[];
  onChoose: (ref: EngineRef) => void;
}) {
  const [listed, setListed] = useState<{ choices: Choice[]; folders: KeptFolder[] }>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    let isOpen = true;
    void list(more).then(found => isOpen && setListed(found));
    return () => {
      isOpen = false;
    };
  }, [more]);
  if (!listed) {
    return (
      <div role="status">
        <span className="sr-only">Checking what this machine can run.</span>
        <Skeleton className="h-64 w-full" />
      </div>
    );
  }
  const actions = (ref: EngineRef) => ({
    isCurrent: chosen.some(other => refKey(other) === refKey(ref)),
    onChoose: () => onChoose(ref),
    onDelete: async () => {
      try {
        await deleteModel(ref);
      } catch (error) {
        setFailure(error);
      }
      // After a failure, too: a part of the files may be gone.
      setListed(await list(more));
    },
  });
  const show = (choices: Choice[]) =>
    choices.map(choice => (
      <ModelChoice
        key={choice.id}
        choice={choice}
        {...actions({ engine: choice.model.ref.engine, model: choice.id })}
      />
    ));
  const { choices, folders } = listed;
  return (
    <div className="space-y-6">
      {failure !== undefined && <FailureNotice failure={failure} />}
      <Group title="Comes with this page" note="Small, and ready at once, with or without a network.">
        {show(choices.filter(({ model }) => !model.hub && !model.webllm))}
      </Group>
      <Group
        title="On our own engine"
        note={`Runs on any machine, and its attention can be inspected. Downloads from ${hubHost()} stay in this browser, and are checked where their hashes are known.`}
        below={<ModelFolder onChoose={onChoose} />}
      >
        {show(choices.filter(({ model }) => model.hub))}
        {folders.map(folder => (
          <KeptChoice key={folder.id} folder={folder} {...actions({ engine: 'embedded', model: folder.id })} />
        ))}
      </Group>
      <Group
        title="On WebLLM"
        note={`Needs WebGPU, and is made for a real GPU. Its attention cannot be inspected. Downloads from ${webllmHosts().join(' and ')} stay in this browser.`}
      >
        {show(choices.filter(({ model }) => model.webllm))}
      </Group>
      <p className="text-caption text-muted">
        Sizes and memory are computed from the models&rsquo; published shapes. A download begins with the first run;
        Stop keeps the finished parts, and the next run continues from there.
      </p>
    </div>
  );
}

const none: readonly CatalogueModel[] = [];

async function list(more: readonly CatalogueModel[]): Promise<{ choices: Choice[]; folders: KeptFolder[] }> {
  const [choices, folders] = await Promise.all([listChoices({ more }), listKeptFolders()]);
  return { choices, folders };
}

/** Models of one kind, and what they have in common. */
function Group({
  title,
  note,
  below,
  children,
}: {
  title: string;
  note: string;
  below?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="text-lg font-semibold">
        {title}
      </h3>
      <p className="text-caption text-muted">{note}</p>
      <ul className="divide-y divide-line">{children}</ul>
      {below}
    </section>
  );
}
