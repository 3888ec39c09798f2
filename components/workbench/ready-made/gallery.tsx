'use client';

import { Entry } from '@/components/home/experiment-list';
import { fetchReadyMade } from './fetch';
import { useLoaded } from '@/components/ui/use-loaded';
import { FailureNotice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { usePanel } from '../context';
import { useOpenReadyMade } from './address';

/** The recorded experiments of this panel. One that is chosen is put on the stage at once, and the address names it. */
export function Gallery({ onChosen }: { onChosen?: () => void }) {
  const loaded = useLoaded(fetchReadyMade);
  const current = usePanel(state => state.readyMade);
  const open = useOpenReadyMade();
  if (loaded.state === 'failed') return <FailureNotice failure={loaded.failure} />;
  if (loaded.state === 'loading') {
    return (
      <div role="status">
        <span className="sr-only">Loading the list.</span>
        <Skeleton className="h-48 w-full" />
      </div>
    );
  }
  const mine = loaded.value.filter(item => item.panel === panel.id);
  if (mine.length === 0) return <p className="text-muted">This copy of Loupe comes without any.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {mine.map(({ file, title, sentence }) => (
        <li key={file}>
          <Entry
            {...{ title, sentence }}
            href={`/${panel.id}/?run=${file}`}
            isCurrent={file === current}
            onChoose={() => {
              open(file);
              onChosen?.();
            }}
          />
        </li>
      ))}
    </ul>
  );
}
