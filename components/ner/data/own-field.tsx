'use client';

import { useState } from 'react';
import { Database } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ChoiceButton } from '@/components/ui/choice-button';
import { lazily } from '@/components/ui/lazily';
import { FailureNotice, Notice } from '@/components/ui/notice';
import { Provenance } from '@/components/ui/provenance';
import { useActions } from '@/components/workbench/context';
import { useKeptData } from '@/components/workbench/data/use-kept-data';
import { counted } from '@/lib/core/in-words';
import { settingAt, type SettingPath } from '@/lib/experiment/fields';
import type { FormLine } from '@/lib/experiment/form';
import type { DistinctParts } from '@/lib/panels/ner/experiment-corpus';
import { ownCorpora } from '@/lib/panels/ner/own/corpora';
import { useParts } from '../form/use-parts';
import { usePanel } from '../use-panel';

const CorpusDialog = lazily(() => import('./corpus-dialog').then(module => module.CorpusDialog));

/** A user's own corpus: the sentences, and those to test on, which may be some of the first. The settings hold their hashes. */
export function OwnCorpusField({ path }: FormLine) {
  const group = path.slice(0, path.lastIndexOf('.'));
  const [open, setOpen] = useState<SettingPath>();
  const loaded = useParts();
  const hasSentences = usePanel(state => settingAt(state.experiment.settings, path) !== '');
  return (
    <section aria-label="Your own corpus" className="space-y-2">
      <PartChoice path={path} title="Sentences" none="None chosen" onOpen={setOpen} />
      {hasSentences && (
        <PartChoice
          path={`${group}.test`}
          title="Test sentences"
          none="The last quarter of the annotated ones"
          onOpen={setOpen}
        />
      )}
      <div role="status">
        {loaded.status === 'loading' && <p className="text-caption text-muted">Reading the sentences.</p>}
        {loaded.status === 'here' && <PartsFacts parts={loaded.parts} />}
        {loaded.status === 'failed' && loaded.failure.kind !== 'data-missing' && (
          <FailureNotice failure={loaded.failure} />
        )}
        {loaded.status === 'failed' && loaded.failure.kind === 'data-missing' && hasSentences && (
          <p className="text-caption text-warning">{loaded.failure.detail}</p>
        )}
      </div>
      {open !== undefined && <CorpusDialog path={open} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

/** One part, as a button that opens the dialog; where it is not here, a notice that says what to import. */
function PartChoice({
  path,
  title,
  none,
  onOpen,
}: {
  path: SettingPath;
  title: string;
  none: string;
  onOpen: (path: SettingPath) => void;
}) {
  const hash = usePanel(state => String(settingAt(state.experiment.settings, path)));
  const kept = useKeptData(ownCorpora);
  const { set } = useActions();
  const header = kept?.headers.find(one => one.hash === hash);
  if (hash !== '' && kept && !header)
    return (
      <Notice
        tone="warning"
        sentence={`${title}: this corpus is not in this browser.`}
        next={
          <>
            Its fingerprint is <code className="font-mono text-sm break-all">{hash}</code>. Import the same file, read
            in the same way.
          </>
        }
        actions={
          <>
            <Button size="small" aria-haspopup="dialog" onClick={() => onOpen(path)}>
              Import it
            </Button>
            <Button size="small" variant="ghost" onClick={() => set(path, '')}>
              Do without it
            </Button>
          </>
        }
      />
    );
  return (
    <div>
      <h3 className="mb-1 text-sm font-semibold">{title}</h3>
      <ChoiceButton
        icon={<Database aria-hidden />}
        title={hash === '' ? none : (header?.name ?? 'Your own')}
        detail={hash !== '' && <span className="font-mono">{hash}</span>}
        action={hash === '' ? 'Choose' : 'Change'}
        onOpen={() => onOpen(path)}
      />
    </div>
  );
}

/** Texts that are listed. */
const most = 20;

/** How many sentences each part has, and which are in both. */
function PartsFacts({ parts: { unlabelled, test, ownLabels, overlaps, excluded } }: { parts: DistinctParts }) {
  return (
    <>
      <Provenance kind="computed">
        {counted(unlabelled.length, 'sentence')} to annotate, {counted(test.length, 'sentence')} to test on,{' '}
        {counted(ownLabels.length, 'label')}
      </Provenance>
      {excluded > 0 && (
        <details className="text-caption">
          <summary className="text-warning">
            {counted(excluded, 'sentence')} {excluded === 1 ? 'is' : 'are'} also in the test, and left out of those to
            annotate.
          </summary>
          <ul className="mt-1 max-h-48 list-disc space-y-1 overflow-y-auto pl-5">
            {overlaps.slice(0, most).map(({ text, corpus, test: tested, isExact }) => (
              <li key={tested[0]} className="break-words">
                {corpus.join(', ')} = {tested.join(', ')}
                {!isExact && ' (but for case, spaces or quotes)'}: {text.slice(0, 120)}
              </li>
            ))}
            {overlaps.length > most && <li>and {(overlaps.length - most).toLocaleString('en')} more texts</li>}
          </ul>
        </details>
      )}
    </>
  );
}
