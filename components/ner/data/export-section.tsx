'use client';

import { useState } from 'react';
import { resultsOf } from '@/components/trace/live-run';
import { Select } from '@/components/ui/select';
import { visibleRun } from '@/components/workbench/replay/shown';
import type { RunView } from '@/components/workbench/state';
import { exportOfOther } from '@/lib/panels/ner/predictions/match';
import { registry } from '@/lib/panels/ner/registry';
import { exportsOf } from '@/lib/panels/ner/report/exports';
import { loopOf } from '@/lib/panels/ner/report/loop';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { useAdded } from '../infer/added';
import { usePanel } from '../use-panel';
import { WriteForm } from './write-form';

/** What can be taken out of the shown run: a file in a format of choice. Nothing where there is no run. */
export function ExportSection() {
  const run = usePanel(visibleRun);
  const [isOpen, setOpen] = useState(false);
  return (
    run && (
      <details className="rounded-lg border border-line p-4" onToggle={event => setOpen(event.currentTarget.open)}>
        <summary className="font-semibold">Export sentences, annotations and predictions</summary>
        {isOpen && <RunExport run={run} />}
      </details>
    )
  );
}

function RunExport({ run }: { run: RunView<NerSettings> }) {
  const others = useAdded(run);
  const all = [
    ...exportsOf(run.experiment, registry),
    ...others.map(({ hash, title, predictions }) => exportOfOther(hash, title, predictions)),
  ];
  const [what, chooseWhat] = useState('');
  const chosen = all.find(({ id }) => id === what) ?? all[0];
  if (!chosen) return null;
  const take = async () => {
    const { sentences, absent } = chosen.take(loopOf(run.experiment, resultsOf(run.live), registry));
    const name = chosen.title.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase();
    return { corpus: { name, labels: [], sentences }, absent };
  };
  return (
    <div className="mt-3">
      <WriteForm what={chosen.id} action="Save the file" take={take}>
        <Select
          label="What"
          value={chosen.id}
          onChange={chooseWhat}
          options={all.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </WriteForm>
    </div>
  );
}
