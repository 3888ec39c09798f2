'use client';

import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { FailureNotice } from '@/components/ui/notice';
import { modelInWords } from '@/lib/engines/models';
import { bibtexOfExperiment, bibtexOfPaper, shortCitation } from '@/lib/experiment/cite';
import { findPanelInfo } from '@/lib/panels/index';
import { useWorkbench, useWorkbenchStore } from '../context';
import { linkTo } from '../page/write-address';
import { visibleRun } from '../replay/shown';
import { isSame, recordOf, type WorkbenchState } from '../state';

/** The panel's paper and the experiment as entries of BibTeX. */
export function CiteDialog({ onClose }: { onClose: () => void }) {
  const paper = findPanelInfo(useWorkbench(state => state.panel.id))?.paper;
  const store = useWorkbenchStore();
  // The dialog is modal: what it cites does not change under it.
  const [cited] = useState(() => citedExperiment(store.getState()));
  return (
    <Dialog title="Cite" description="Entries for BibTeX and what reads it." onClose={onClose}>
      <div className="space-y-5">
        {paper && <Entry title={`The paper: ${shortCitation(paper)}`} text={bibtexOfPaper(paper)} />}
        {'text' in cited ? (
          <Entry title={cited.isRun ? 'This run' : 'This experiment, which was not run here'} text={cited.text} />
        ) : (
          <FailureNotice failure={cited.failure} />
        )}
      </div>
    </Dialog>
  );
}

function Entry({ title, text }: { title: string; text: string }) {
  return (
    <section>
      <div className="mb-1 flex items-center justify-between gap-2">
        <h3 className="font-semibold">{title}</h3>
        <CopyButton size="small" text={text} />
      </div>
      <pre
        tabIndex={0}
        aria-label={title}
        className="overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-caption break-words whitespace-pre-wrap"
      >
        {text}
      </pre>
    </section>
  );
}

type Cited = { text: string; isRun: boolean } | { failure: unknown };

/** The visible run where it is one of the experiment in the form, else the experiment as it stands. */
function citedExperiment(state: WorkbenchState): Cited {
  const { panel, experiment } = state;
  const run = visibleRun(state);
  const cited = run && isSame(run.experiment, experiment) ? run : null;
  try {
    return {
      isRun: cited !== null,
      text: bibtexOfExperiment({
        title: cited?.title ?? `${panel.title}: ${panel.describe(experiment)}`,
        link: linkTo(location, state),
        version: cited?.environment['loupe'] ?? process.env.NEXT_PUBLIC_VERSION ?? '',
        date: cited?.createdAt ?? Date.now(),
        note: `${modelInWords(experiment.model)}, seed ${experiment.seed}`,
      }),
    };
  } catch (error) {
    return { failure: recordOf(error) };
  }
}
