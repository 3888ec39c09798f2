'use client';

import Link from 'next/link';
import { useLoaded } from '@/components/ui/use-loaded';
import { quantity } from '../charts/series';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Provenance } from '../ui/provenance';
import { Skeleton } from '../ui/skeleton';
import { Endings } from './endings';
import { fetchShowcase, type Showcased } from './fetch-showcase';
import { StoryTree } from './story-tree';

/** A recorded run, seen at once: nothing is downloaded but its file, and no model runs. */
export function Showcase() {
  const loaded = useLoaded(fetchShowcase);
  if (loaded.state === 'failed') {
    return (
      <Notice
        tone="warning"
        sentence="The recorded run could not be shown."
        next="Reload the page, or open a panel below: it works all the same."
        details={loaded.failure.message}
      />
    );
  }
  if (loaded.state === 'loading') {
    return (
      <div role="status">
        <span className="sr-only">Loading a recorded run.</span>
        <Skeleton className="mb-4 h-12 w-full" />
        <Skeleton className="h-96 w-full" />
      </div>
    );
  }
  if (!loaded.value) {
    return (
      <p className="rounded-md border border-dashed border-line-strong px-5 py-16 text-center text-muted">
        This copy of Loupe comes without a recorded run. Open a panel below and make the first one.
      </p>
    );
  }
  return <Recorded {...loaded.value} />;
}

function Recorded({ readyMade, story }: Showcased) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-4">
        <h2 className="text-xl font-semibold">{readyMade.title}</h2>
        <p className="max-w-measure">{readyMade.sentence}</p>
      </figcaption>
      <StoryTree story={story} />
      <div className="mt-5">
        <Endings endings={story.endings} />
      </div>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <Provenance kind="measured" n={1}>
          {story.engine} · {story.calls} calls in the tree, {quantity(story.milliseconds / 1000)} s of model time
        </Provenance>
        <Button asChild>
          <Link prefetch={false} href={`/${readyMade.panel}/?run=${readyMade.file}`}>
            Open this run
          </Link>
        </Button>
      </div>
    </figure>
  );
}
