'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FailureNotice } from '@/components/ui/notice';
import { useActions } from '@/components/workbench/context';
import { Choosable, DataList } from '@/components/workbench/data/data-list';
import { SourceStep } from '@/components/workbench/data/source-step';
import { useKeptData } from '@/components/workbench/data/use-kept-data';
import { useWork } from '@/components/workbench/data/use-work';
import { WorkProgress } from '@/components/workbench/data/work-progress';
import { counted } from '@/lib/core/in-words';
import type { Source } from '@/lib/data/source';
import { settingAt, type SettingPath } from '@/lib/experiment/fields';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import type { Dataset, DatasetHeader } from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';
import {
  fromColumns,
  fromHaluEval,
  fromSciFact,
  type ReadFile,
  readSource,
} from '@/lib/panels/divide-and-conquer/tasks/verification/data/importing';
import type { Mapping } from '@/lib/panels/divide-and-conquer/tasks/verification/data/mapping';
import type { DataTask } from '@/lib/panels/divide-and-conquer/tasks/verification/data/suggest';
import { datasets } from '@/lib/panels/divide-and-conquer/tasks/verification/own-data';
import { taskAt, taskPath } from '../form/task-path';
import { usePanel } from '../use-panel';
import { MappingStep } from './mapping-step';
import { Review } from './review';
import { shareText } from './words';

/** How far an import is. */
type Stage =
  | { at: 'source' }
  | { at: 'columns'; file: ReadFile }
  /** SciFact consists of two files, and one of them has been read. */
  | { at: 'partner'; file: ReadFile }
  | { at: 'review'; dataset: Dataset; sentence: string };

const published =
  'The published files of HaluEval (summarization_data.json) and SciFact (claims and corpus) are recognised. For other files, you say what each column means.';

const endings = '.csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv,application/json';
const pasted = {
  label: 'Rows',
  hint: 'A first line of column names and then the rows, or one JSON object a line.',
};

/** Chooses or imports the data of the text task that has its setting at `path`. Nothing of it leaves this machine. */
export function DataDialog({ path, onClose }: { path: SettingPath; onClose: () => void }) {
  const task = taskAt(path);
  // Only these tasks have a field with this control.
  const dataTask = task.id as DataTask;
  const wanted = usePanel(state => String(settingAt(state.experiment.settings, path)));
  const choose = useChoose(path, onClose);
  const [stage, setStage] = useState<Stage>({ at: 'source' });
  const work = useWork();

  const read = (source: Source) =>
    void work.run(async (signal, onProgress) => {
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
  const map = (file: ReadFile, mapping: Mapping) =>
    void work.run(async signal => {
      const dataset = await fromColumns(file, dataTask, mapping, signal);
      setStage({ at: 'review', dataset, sentence: '' });
    });

  const step = () => {
    switch (stage.at) {
      case 'source':
        return (
          <>
            <Available task={dataTask} current={wanted} onChoose={choose} />
            <SourceStep
              title="Import your own"
              formats="CSV, JSON Lines or a JSON list"
              hint={published}
              accept={endings}
              text={pasted}
              onRead={read}
            />
          </>
        );
      case 'partner':
        return (
          <>
            <p role="status">{stage.file.recognition.sentence}</p>
            <SourceStep
              title="The other file"
              formats="CSV, JSON Lines or a JSON list"
              hint={published}
              accept={endings}
              text={pasted}
              onRead={read}
            />
          </>
        );
      case 'columns':
        return <MappingStep file={stage.file} task={dataTask} onDone={mapping => map(stage.file, mapping)} />;
      case 'review':
        return <Review dataset={stage.dataset} sentence={stage.sentence} wanted={wanted} onKept={choose} />;
    }
  };

  return (
    <Dialog
      title="Data"
      description={`For \u201c${task.title}\u201d. Your own data stays in this browser. A link carries only its fingerprint.`}
      onClose={onClose}
    >
      <div className="space-y-5">
        {work.failure !== null && <FailureNotice failure={work.failure} />}
        {work.refusal && (
          <p role="alert" className="rounded-md border-l-4 border-warning bg-warning-soft px-3.5 py-3">
            {work.refusal}
          </p>
        )}
        {work.isBusy ? <WorkProgress step={work.step} onStop={work.stop} /> : step()}
        {!work.isBusy && stage.at !== 'source' && (
          <Button
            variant="ghost"
            size="small"
            onClick={() => {
              work.clear();
              setStage({ at: 'source' });
            }}
          >
            Start again with another file
          </Button>
        )}
      </div>
    </Dialog>
  );
}

/** The pairs of this page (null), and the user's own data sets for this task. */
function Available({
  task,
  current,
  onChoose,
}: {
  task: DataTask;
  current: string;
  onChoose: (chosen: DatasetHeader | null) => void;
}) {
  const kept = useKeptData(datasets);
  return (
    <DataList
      kept={kept && { ...kept, headers: kept.headers.filter(header => header.task === task) }}
      current={current}
      first={
        <Choosable
          name="Comes with this page"
          spoken="the pairs of this page"
          about="Written for this site. Half of the pairs have one planted contradiction."
          isCurrent={current === ''}
          onChoose={() => onChoose(null)}
        />
      }
      facts={({ count, contradicted, leftOut: { total } }) =>
        `${shareText(count, contradicted)}${total > 0 ? `; ${counted(total, 'line')} left out` : ''}`
      }
      onChoose={onChoose}
      onRemove={datasets.remove}
    />
  );
}

/** Names a data set in the settings, or the pairs of the page (null). A data set of another task brings its task. */
function useChoose(path: SettingPath, onDone: () => void) {
  const { set } = useActions();
  return (chosen: { hash: string; task: string } | null) => {
    const here = taskAt(path);
    const task = chosen ? findTask(chosen.task) : here;
    if (task !== here) set('task', task.id);
    if (task.data) {
      set(taskPath(task, task.data.hash), chosen?.hash ?? '');
      set(taskPath(task, task.data.item), 1);
    }
    onDone();
  };
}
