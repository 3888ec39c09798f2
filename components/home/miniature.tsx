'use client';

import { useRef } from 'react';
import Link from 'next/link';
import { Pause, Play } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Provenance } from '@/components/ui/provenance';
import { useIsInteractive } from '@/components/ui/use-is-interactive';
import type { Story } from '@/lib/experiment/story';
import { kindOf } from './stories/registry';
import { usePlay } from './use-play';

export interface MiniatureProps {
  /** Of its panel. */
  title: string;
  href: string;
  /** Of the whole run. */
  runHref: string;
  story: Story;
  /** Its place among the others: they play one after another. */
  order: number;
}

/** A recorded run in small: its picture can be played, moved by hand and pressed. */
export function Miniature({ title, href, runHref, story, order }: MiniatureProps) {
  const isInteractive = useIsInteractive();
  const { Picture, Verdict, last: lastOf, say, beat } = kindOf(story);
  const last = lastOf(story);
  const frame = useRef<HTMLElement>(null);
  const { at, isPlaying, play, stop, goTo } = usePlay(frame, last, beat, 900 + 1800 * order);
  return (
    <figure ref={frame} className="flex min-w-0 flex-col">
      <figcaption>
        <h2 className="text-xl font-semibold">
          <Link href={href} prefetch={false} className="underline-offset-4 hover:underline">
            {title}
          </Link>
        </h2>
        <p className="min-h-12">{story.sentence}</p>
      </figcaption>
      <div className="my-1 flex items-center gap-2">
        <Button
          size="small"
          variant="ghost"
          disabled={!isInteractive}
          aria-label={isPlaying ? `Pause: ${title}` : `Play: ${title}`}
          icon={isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
          onClick={isPlaying ? stop : play}
        />
        <input
          type="range"
          disabled={!isInteractive}
          aria-label={`Step: ${title}`}
          aria-valuetext={say(story, at)}
          min={0}
          max={last}
          value={at}
          onChange={event => goTo(Number(event.target.value))}
          className="h-6 min-w-0 flex-1 cursor-pointer accent-accent"
        />
        <span className="w-32 text-right text-caption text-muted">{say(story, at)}</span>
      </div>
      <Picture story={story} at={at} />
      <div className="mt-1 min-h-16 border-t border-line pt-1.5 text-sm">
        <Verdict story={story} />
      </div>
      <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Provenance kind="measured" n={1}>
          {story.engine}
        </Provenance>
        <Button asChild size="small">
          <Link prefetch={false} href={runHref}>
            Open this run
          </Link>
        </Button>
      </div>
    </figure>
  );
}
