'use client';

import { EntryLink } from '@/components/ui/entry-link';
import { FailureNotice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useLoaded } from '@/components/ui/use-loaded';
import { useActions, useWorkbench } from '../context';
import { fetchReadyMade } from './fetch';

/** The ready-made experiments of this panel. One that is chosen opens at once, and the address names it. */
export function Gallery({ onChosen }: { onChosen?: () => void }) {
  const loaded = useLoaded(fetchReadyMade);
  const panel = useWorkbench(state => state.panel.id);
  const current = useWorkbench(state => state.readyMade);
  const { openReadyMade } = useActions();
  if (loaded.state === 'failed') return <FailureNotice failure={loaded.failure} />;
  if (loaded.state === 'loading') {
    return (
      <div role="status">
        <span className="sr-only">Loading the list.</span>
        <Skeleton className="h-48 w-full" />
      </div>
    );
  }
  const mine = loaded.value.filter(item => item.panel === panel);
  if (mine.length === 0) return <p className="text-muted">This copy of Loupe comes without any.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {mine.map(({ file, title, sentence }) => (
        <li key={file}>
          <EntryLink
            {...{ title, sentence }}
            href={`/${panel}/?run=${file}`}
            isCurrent={file === current}
            onChoose={() => {
              void openReadyMade(file);
              onChosen?.();
            }}
          />
        </li>
      ))}
    </ul>
  );
}
