import Link from 'next/link';
import { quantity } from '../charts/series';
import { Button } from '../ui/button';
import { Provenance } from '../ui/provenance';
import { Endings } from './endings';
import type { Showcased } from './fetch-showcase';
import { StoryTree } from './story-tree';

/** A recorded run as a figure: its tree, the answer of every strategy, and a link to all of it. */
export function Recorded({ readyMade, story }: Showcased) {
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
