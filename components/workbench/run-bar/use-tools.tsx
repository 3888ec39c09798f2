'use client';

import { type ReactNode, useRef, useState } from 'react';
import {
  Download,
  FileText,
  FileUp,
  GraduationCap,
  History,
  Link2,
  ListOrdered,
  type LucideIcon,
  Presentation,
  Quote,
  RotateCcw,
  Share2,
} from 'lucide-react';
import { lazily } from '@/components/ui/lazily';
import { showToast } from '@/components/ui/toast-store';
import { useActions, useWorkbench, useWorkbenchStore } from '../context';
import { enterStage } from '../stage/enter';

const ClassDialog = lazily(() => import('../classroom/class-dialog').then(module => module.ClassDialog));
const ShareDialog = lazily(() => import('../share/share-dialog').then(module => module.ShareDialog));
const CiteDialog = lazily(() => import('../share/cite-dialog').then(module => module.CiteDialog));
const OrderDialog = lazily(() => import('../stage/order-dialog').then(module => module.OrderDialog));
const RecentRunsDialog = lazily(() =>
  import('../recent-runs/recent-runs-dialog').then(module => module.RecentRunsDialog),
);

/** Something that can be done with the experiment or its run. */
export interface Tool {
  name: string;
  icon: LucideIcon;
  isDisabled: boolean;
  /** Whether it stands in the sheet only, and not in the row of icons. */
  isRare?: true;
  onPress: () => void;
}

type Opened = 'recent' | 'share' | 'share by hand' | 'cite' | 'class' | 'order';

/** The tools of the run bar, however they are drawn; `parts` are the dialogs and the file field that they open. */
export function useTools(isInteractive: boolean): { tools: Tool[]; parts: ReactNode } {
  const [opened, open] = useState<Opened | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const hasRun = useWorkbench(state => state.run !== null);
  const store = useWorkbenchStore();
  const isBusyWithFile = useWorkbench(state => state.file !== null);
  const { reset, importFile, exportRun, saveReport, notify } = useActions();

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
      open('share by hand');
    }
  };
  const isDisabled = !isInteractive;
  const isWithoutRun = isDisabled || !hasRun || isBusyWithFile;
  const tools: Tool[] = [
    { name: 'Recent runs', icon: History, isDisabled, onPress: () => open('recent') },
    { name: 'Reset', icon: RotateCcw, isDisabled, onPress: resetAll },
    { name: 'Copy link', icon: Link2, isDisabled, onPress: () => void copyLink().catch(notify) },
    { name: 'Share …', icon: Share2, isDisabled, isRare: true, onPress: () => open('share') },
    { name: 'Export run', icon: Download, isDisabled: isWithoutRun, onPress: () => void exportRun() },
    {
      name: 'Report (HTML)',
      icon: FileText,
      isDisabled: isWithoutRun,
      isRare: true,
      onPress: () => void saveReport(),
    },
    { name: 'Cite …', icon: Quote, isDisabled, isRare: true, onPress: () => open('cite') },
    { name: 'Import file', icon: FileUp, isDisabled, onPress: () => file.current?.click() },
    { name: 'A link for a class', icon: GraduationCap, isDisabled, isRare: true, onPress: () => open('class') },
    { name: 'Stage mode', icon: Presentation, isDisabled, isRare: true, onPress: () => enterStage(store) },
    { name: 'A running order', icon: ListOrdered, isDisabled, isRare: true, onPress: () => open('order') },
  ];
  const close = () => open(null);
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
      {opened === 'recent' && <RecentRunsDialog onClose={close} />}
      {(opened === 'share' || opened === 'share by hand') && (
        <ShareDialog isByHand={opened === 'share by hand'} onClose={close} />
      )}
      {opened === 'class' && <ClassDialog onClose={close} />}
      {opened === 'order' && <OrderDialog onClose={close} />}
      {opened === 'cite' && <CiteDialog onClose={close} />}
    </>
  );
  return { tools, parts };
}
