'use client';

import { type ReactNode, useRef, useState } from 'react';
import { Check, Download, FileUp, History, Link2, RotateCcw } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { showToast } from '@/components/ui/toast-store';
import { useActions, useWorkbench, useWorkbenchStore } from '../context';
import { linkTo } from '../page/address';

const LinkDialog = lazily(() => import('./link-dialog').then(module => module.LinkDialog));
const RecentRunsDialog = lazily(() =>
  import('../recent-runs/recent-runs-dialog').then(module => module.RecentRunsDialog),
);

/** What can be done with the experiment and its run besides running it. */
export function RunTools({ isInteractive }: { isInteractive: boolean }) {
  return (
    <div role="group" aria-label="Experiment and run" className="flex items-center">
      <RecentRuns disabled={!isInteractive} />
      <Reset disabled={!isInteractive} />
      <CopyLink disabled={!isInteractive} />
      <ExportRun disabled={!isInteractive} />
      <ImportFile disabled={!isInteractive} />
    </div>
  );
}

interface ToolProps {
  disabled: boolean;
}

/** An icon with its name beside it where there is room, and as a tooltip elsewhere. */
function Tool({ icon, name, ...rest }: { icon: ReactNode; name: string; disabled: boolean; onClick: () => void }) {
  return (
    <Button variant="ghost" size="small" icon={icon} title={name} aria-label={name} className="px-2" {...rest}>
      <span aria-hidden className="hidden min-[1800px]:inline">
        {name}
      </span>
    </Button>
  );
}

function RecentRuns({ disabled }: ToolProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Tool icon={<History aria-hidden />} name="Recent runs" disabled={disabled} onClick={() => setIsOpen(true)} />
      {isOpen && <RecentRunsDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}

function Reset({ disabled }: ToolProps) {
  const { reset } = useActions();
  const onClick = () => {
    const undo = reset();
    showToast({ sentence: 'Settings and run reset.', action: { label: 'Undo', onPress: undo } });
  };
  return <Tool icon={<RotateCcw aria-hidden />} name="Reset" disabled={disabled} onClick={onClick} />;
}

/** Copies the link; shows it to be selected where the browser does not allow copying. */
function CopyLink({ disabled }: ToolProps) {
  const store = useWorkbenchStore();
  const { notify } = useActions();
  const [isCopied, setIsCopied] = useState(false);
  const [shownLink, showLink] = useState<string | null>(null);
  const copy = async () => {
    let link: string;
    try {
      link = linkTo(location, store.getState());
    } catch (error) {
      return notify(error);
    }
    try {
      await navigator.clipboard.writeText(link);
      setIsCopied(true);
      setTimeout(() => setIsCopied(false), 2000);
    } catch {
      showLink(link);
    }
  };
  return (
    <>
      <Tool
        icon={isCopied ? <Check aria-hidden /> : <Link2 aria-hidden />}
        name={isCopied ? 'Link copied' : 'Copy link'}
        disabled={disabled}
        onClick={() => void copy()}
      />
      <span role="status" className="sr-only">
        {isCopied ? 'Link copied' : ''}
      </span>
      {shownLink !== null && <LinkDialog link={shownLink} onClose={() => showLink(null)} />}
    </>
  );
}

function ExportRun({ disabled }: ToolProps) {
  const hasRun = useWorkbench(state => state.run !== null);
  const isBusy = useWorkbench(state => state.file !== null);
  const { exportRun } = useActions();
  return (
    <Tool
      icon={<Download aria-hidden />}
      name="Export run"
      disabled={disabled || !hasRun || isBusy}
      onClick={() => void exportRun()}
    />
  );
}

function ImportFile({ disabled }: ToolProps) {
  const input = useRef<HTMLInputElement>(null);
  const { importFile } = useActions();
  return (
    <>
      <Tool
        icon={<FileUp aria-hidden />}
        name="Import file"
        disabled={disabled}
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        accept=".json,.jsonl,.gz,application/json,application/jsonl,application/gzip"
        aria-label="Experiment or run to import"
        className="hidden"
        onChange={event => {
          const [file] = event.target.files ?? [];
          if (file) void importFile(file);
          event.target.value = '';
        }}
      />
    </>
  );
}
