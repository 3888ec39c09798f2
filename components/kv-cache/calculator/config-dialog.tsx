'use client';

import { Dialog } from '@/components/ui/dialog';
import { FailureNotice, Notice } from '@/components/ui/notice';
import { SourceStep } from '@/components/workbench/data/source-step';
import { useWork } from '@/components/workbench/data/use-work';
import { WorkProgress } from '@/components/workbench/data/work-progress';
import { asFailure, failures } from '@/lib/core/failure';
import { readOwnModel } from '@/lib/panels/kv-cache/calculator/own';
import type { CalculatorState } from '@/lib/panels/kv-cache/calculator/state';

const pasted = { label: 'The text of a config.json', hint: 'Only fields that say what layers store are kept.' };

/** Asks for a config.json: a file, a pasted text or an address. */
export function ConfigDialog({
  onRead,
  onClose,
}: {
  onRead: (model: CalculatorState['model']) => void;
  onClose: () => void;
}) {
  const work = useWork();
  return (
    <Dialog
      title="Your own config.json"
      description="It stays in this browser. An address is fetched only when you press the button that names its server."
      onClose={onClose}
    >
      <div className="space-y-5">
        {work.failure !== null && <Refusal failure={work.failure} />}
        {work.isBusy ? (
          <WorkProgress step={work.step} onStop={work.stop} />
        ) : (
          <SourceStep
            title="Read a config.json"
            formats="The config.json of a model in the format of Hugging Face"
            hint="Models within models (text_config, llm_config) are found."
            accept=".json"
            megabytes={2}
            text={pasted}
            onRead={source => void work.run(async signal => onRead(await readOwnModel(source, signal)))}
          />
        )}
      </div>
    </Dialog>
  );
}

/** What is wrong with a config is what its reader needs to see, so it is not folded as other details are. */
function Refusal({ failure }: { failure: unknown }) {
  const { kind, detail } = asFailure(failure);
  if (kind !== 'config-unfit') return <FailureNotice failure={failure} />;
  return <Notice tone="error" sentence={failures[kind].sentence} next={`${detail} ${failures[kind].next}`} />;
}
