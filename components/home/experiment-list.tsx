'use client';

import { useLoaded } from '@/components/ui/use-loaded';
import { EntryLink } from '../ui/entry-link';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';

/** The reader of files is larger than this page, which shows its text without it. */
const fetchReadyMade = async (signal: AbortSignal) =>
  (await import('@/components/workbench/ready-made/fetch')).fetchReadyMade(signal);

/** The experiments that come with the site; each opens in its panel. */
export function ExperimentList() {
  const loaded = useLoaded(fetchReadyMade);
  if (loaded.state === 'failed') {
    return (
      <Notice
        tone="warning"
        sentence="The ready-made experiments could not be listed."
        next="Reload the page to try again."
        details={loaded.failure.message}
      />
    );
  }
  if (loaded.state === 'loading') return <Skeleton className="h-32 w-full" />;
  if (loaded.value.length === 0) return <p className="text-muted">This copy of Loupe comes without any.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {loaded.value.map(({ file, title, sentence, panel }) => (
        <li key={file}>
          <EntryLink href={`/${panel}/?run=${file}`} title={title} sentence={sentence} />
        </li>
      ))}
    </ul>
  );
}
