'use client';

import { type ReactNode, useRef, useState } from 'react';
import {
  Download,
  FileUp,
  GraduationCap,
  History,
  Link2,
  type LucideIcon,
  Presentation,
  RotateCcw,
} from 'lucide-react';
import { lazily } from '@/components/ui/lazily';
import { showToast } from '@/components/ui/toast-store';
import { useActions, useWorkbench, useWorkbenchStore } from '../context';
import { enterStage } from '../stage/enter';

const ClassDialog = lazily(() => import('../classroom/class-dialog').then(module => module.ClassDialog));
const LinkDialog = lazily(() => import('./link-dialog').then(module => module.LinkDialog));
const RecentRunsDialog = lazily(() =>
  import('../recent-runs/recent-runs-dialog').then(module => module.RecentRunsDialog),
);

/** Something that can be done with the experiment or its run. */
export interface Tool {
  name: string;
  icon: LucideIcon;
  isDisabled: boolean;
  onPress: () => void;
}

/** The tools of the run bar, however they are drawn; `parts` are the dialogs and the file field that they open. */
export function useTools(isInteractive: boolean): { tools: Tool[]; parts: ReactNode } {
  const [showsRecent, setShowsRecent] = useState(false);
  const [showsClass, setShowsClass] = useState(false);
  const [shownLink, showLink] = useState<string | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const hasRun = useWorkbench(state => state.run !== null);
  const store = useWorkbenchStore();
  const isBusyWithFile = useWorkbench(state => state.file !== null);
  const { reset, importFile, exportRun, notify } = useActions();

  const resetAll = () => {
    const undo = reset();
    showToast({ sentence: 'Settings and run reset.', action: { label: 'Undo', onPress: undo } });
  };
  /** Shows the link to be selected where the browser does not allow copying. */
  const copyLink = async () => {
    const { linkTo } = await import('../page/write-address');
    const link = linkTo(location, store.getState());
    try {
      // There is no clipboard at all on a page without a secure connection.
      await navigator.clipboard.writeText(link);
      showToast({ sentence: 'Link copied.' });
    } catch {
      showLink(link);
    }
  };
  const isDisabled = !isInteractive;
  const tools: Tool[] = [
    { name: 'Recent runs', icon: History, isDisabled, onPress: () => setShowsRecent(true) },
    { name: 'Reset', icon: RotateCcw, isDisabled, onPress: resetAll },
    { name: 'Copy link', icon: Link2, isDisabled, onPress: () => void copyLink().catch(notify) },
    {
      name: 'Export run',
      icon: Download,
      isDisabled: isDisabled || !hasRun || isBusyWithFile,
      onPress: () => void exportRun(),
    },
    { name: 'Import file', icon: FileUp, isDisabled, onPress: () => file.current?.click() },
    { name: 'A link for a class', icon: GraduationCap, isDisabled, onPress: () => setShowsClass(true) },
    { name: 'Stage mode', icon: Presentation, isDisabled, onPress: () => enterStage(store) },
  ];
  const parts = (
    <>
      <input
        ref={file}
        type="file"
        accept=".json,.jsonl,.gz,application/json,application/jsonl,application/gzip"
        aria-label="Experiment or run to import"
        className="hidden"
        onChange={event => {
          const [chosen] = event.target.files ?? [];
          if (chosen) void importFile(chosen);
          event.target.value = '';
        }}
      />
      {showsRecent && <RecentRunsDialog onClose={() => setShowsRecent(false)} />}
      {showsClass && <ClassDialog onClose={() => setShowsClass(false)} />}
      {shownLink !== null && <LinkDialog link={shownLink} onClose={() => showLink(null)} />}
    </>
  );
  return { tools, parts };
}
