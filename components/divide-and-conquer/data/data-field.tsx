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
import { settingAt, type SettingPath } from '@/lib/experiment/fields';
import { datasets } from '@/lib/panels/divide-and-conquer/tasks/verification/own-data';
import type { Claim } from '@/lib/panels/divide-and-conquer/tasks/verification/problem';
import { useProblemList } from '../form/problem-list';
import { usePanel } from '../use-panel';
import { shareText } from './words';

const DataDialog = lazily(() => import('./data-dialog').then(module => module.DataDialog));

/** The pairs that a text task uses: those that come with this page, or the user's own. The setting holds the hash of the user's data. */
export function DataField({ path }: { path: SettingPath }) {
  const [isOpen, setIsOpen] = useState(false);
  const hash = usePanel(state => String(settingAt(state.experiment.settings, path)));
  const list = useProblemList(path);
  const isMissing = list.status === 'failed' && list.failure.kind === 'data-missing' && hash !== '';
  const open = () => setIsOpen(true);
  return (
    <section aria-label="Data" className="space-y-2">
      <h2 className="mb-1 text-sm font-semibold">Data</h2>
      {isMissing ? <MissingData path={path} hash={hash} onImport={open} /> : <Chosen hash={hash} onChange={open} />}
      {list.status === 'failed' && !isMissing && <FailureNotice failure={list.failure} />}
      <div role="status">
        {list.status === 'loading' && <p className="text-caption text-muted">Reading the data.</p>}
        {list.status === 'here' && <Provenance kind="computed">{facts(list.problems as readonly Claim[])}</Provenance>}
      </div>
      {isOpen && <DataDialog path={path} onClose={() => setIsOpen(false)} />}
    </section>
  );
}

const facts = (claims: readonly Claim[]): string =>
  shareText(claims.length, claims.filter(({ isContradicted }) => isContradicted === true).length);

/** The chosen data, as a button that opens the dialog. */
function Chosen({ hash, onChange }: { hash: string; onChange: () => void }) {
  const name = useKeptData(datasets)?.headers.find(header => header.hash === hash)?.name;
  return (
    <ChoiceButton
      icon={<Database aria-hidden />}
      title={hash === '' ? 'Comes with this page' : (name ?? 'Your own data')}
      detail={hash !== '' && <span className="font-mono">{hash}</span>}
      action="Change"
      onOpen={onChange}
    />
  );
}

function MissingData({ path, hash, onImport }: { path: SettingPath; hash: string; onImport: () => void }) {
  const { set } = useActions();
  return (
    <Notice
      tone="warning"
      sentence="This experiment needs a data set that is not in this browser."
      next={
        <>
          Its fingerprint is <code className="font-mono text-sm break-all">{hash}</code>. Import the same file with the
          same columns.
        </>
      }
      actions={
        <>
          <Button size="small" aria-haspopup="dialog" onClick={onImport}>
            Import it
          </Button>
          <Button size="small" variant="ghost" onClick={() => set(path, '')}>
            Use the pairs of this page
          </Button>
        </>
      }
    />
  );
}
