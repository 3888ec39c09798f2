'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FailureNotice } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import type { Progress as Step } from '@/lib/engines/contract';
import { asFailure } from '@/lib/core/failure';
import type { Dataset } from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';
import type { DataTask } from '@/lib/panels/divide-and-conquer/tasks/verification/data/suggest';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { useActions } from '@/components/workbench/context';
import { usePanel } from '../use-panel';
import { DataList } from './data-list';
import {
  fromColumns,
  fromHaluEval,
  fromSciFact,
  readSource,
  type ReadFile,
  type Source,
} from '@/lib/panels/divide-and-conquer/tasks/verification/data/importing';
import { MappingStep } from './mapping-step';
import { Review } from './review';
import { SourceStep } from '@/components/workbench/data/source-step';
import { figure } from './words';

/** Where an import stands. */
type Stage =
  | { at: 'source' }
  | { at: 'columns'; file: ReadFile }
  /** SciFact comes as two files: one is here. */
  | { at: 'partner'; file: ReadFile }
  | { at: 'review'; dataset: Dataset; sentence: string };

/** Own data for a text task: chosen from what is here, or imported. Nothing of it leaves this machine. */
export function DataDialog({ onClose }: { onClose: () => void }) {
  const task = usePanel(state => state.experiment.settings.task) as DataTask;
  const { set } = useActions();
  const [stage, setStage] = useState<Stage>({ at: 'source' });
  const work = useWork();

  const read = (source: Source) =>
    work.run(async (signal, onProgress) => {
      const file = await readSource(source, { signal, onProgress });
      if (stage.at === 'partner') {
        const dataset = await fromSciFact(stage.file, file, signal);
        return setStage({ at: 'review', dataset, sentence: 'These are SciFact\u2019s claims with their abstracts.' });
      }
      const { kind, sentence } = file.recognition;
      if (kind === 'halueval') setStage({ at: 'review', dataset: await fromHaluEval(file, signal), sentence });
      else if (kind === 'columns') setStage({ at: 'columns', file });
      else if (kind === 'unsupported') work.refuse(sentence);
      else setStage({ at: 'partner', file });
    });

  const choose = (chosen: { hash: string; task: string } | null) => {
    if (chosen && chosen.task !== task) set('task', chosen.task);
    set('data', chosen?.hash ?? '');
    set('item', 1);
    onClose();
  };

  return (
    <Dialog
      title="Data"
      description={`For \u201c${findTask(task).title}\u201d. Your own stays in this browser; a link carries only its fingerprint.`}
      open
      onOpenChange={open => !open && onClose()}
    >
      <div className="space-y-5">
        {work.failure !== null && <FailureNotice failure={work.failure} />}
        {work.refusal && (
          <p role="alert" className="rounded-md border-l-4 border-warning bg-warning-soft px-3.5 py-3">
            {work.refusal}
          </p>
        )}
        {work.isBusy ? (
          <Busy step={work.step} onStop={work.stop} />
        ) : stage.at === 'source' ? (
          <>
            <DataList task={task} onChoose={choose} />
            <SourceStep title="Import your own" onRead={source => void read(source)} />
          </>
        ) : stage.at === 'partner' ? (
          <>
            <p role="status">{stage.file.recognition.sentence}</p>
            <SourceStep title="The other file" onRead={source => void read(source)} />
          </>
        ) : stage.at === 'columns' ? (
          <MappingStep
            file={stage.file}
            task={task}
            onDone={mapping =>
              void work.run(async signal => {
                const dataset = await fromColumns(stage.file, task, mapping, signal);
                setStage({ at: 'review', dataset, sentence: '' });
              })
            }
          />
        ) : (
          <Review dataset={stage.dataset} sentence={stage.sentence} onKept={choose} />
        )}
        {!work.isBusy && stage.at !== 'source' && (
          <Button
            variant="ghost"
            size="small"
            onClick={() => {
              work.clear();
              setStage({ at: 'source' });
            }}
          >
            Begin again with another file
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function Busy({ step, onStop }: { step: Step | null; onStop: () => void }) {
  const megabytes = (bytes: number) => `${figure(Math.round(bytes / 1e5) / 10)} MB`;
  const detail =
    step && (step.total === null ? megabytes(step.loaded) : `${megabytes(step.loaded)} of ${megabytes(step.total)}`);
  return (
    <div className="space-y-3">
      <Progress
        label={step ? `The file: ${step.phase}` : 'Working on it'}
        value={step?.loaded ?? 0}
        total={step?.total ?? null}
        detail={detail}
      />
      <Button variant="danger" size="small" onClick={onStop}>
        Stop
      </Button>
    </div>
  );
}

type Body = (signal: AbortSignal, onProgress: (step: Step) => void) => Promise<void>;

/** One piece of work at a time that tells how far it is, can be stopped, and ends with the dialog. */
function useWork() {
  const controller = useRef<AbortController>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [step, setStep] = useState<Step | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [refusal, refuse] = useState('');
  useEffect(() => () => controller.current?.abort(), []);

  const clear = () => {
    setFailure(null);
    refuse('');
    setStep(null);
  };
  return {
    ...{ isBusy, step, failure, refusal, refuse, clear },
    stop: () => controller.current?.abort(),
    async run(body: Body) {
      const mine = (controller.current = new AbortController());
      clear();
      setIsBusy(true);
      try {
        await body(mine.signal, setStep);
      } catch (error) {
        if (asFailure(error).kind !== 'cancelled') setFailure(error);
      } finally {
        setIsBusy(false);
      }
    },
  };
}
