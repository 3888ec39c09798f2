'use client';

import { useEffect, useRef, useState } from 'react';
import type { Story } from '@/lib/experiment/story';
import { crossPlace, pictureOf, type PlacedNode } from './picture';

/** At most, where there is room: 13 px become 16. */
const enlargement = 1.2;
const wide = 560;

/** Milliseconds between one level and the next. */
const beat = 220;

/**
 * The tree of a story: it divides from left to right, and the answers come back from right to left, once. Still under reduced motion.
 * A wrong answer has a cross, in a ring where the error entered.
 */
export function StoryTree({ story }: { story: Story }) {
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<number>();
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setRoom(Math.floor(entry.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const picture = room === undefined ? undefined : pictureOf(story.root, room / (room > wide ? enlargement : 1));
  return (
    <div ref={frame} className="min-h-96 min-w-0">
      {picture && room !== undefined && (
        <svg
          role="img"
          aria-label={describe(story)}
          viewBox={`-2 -2 ${picture.width + 4} ${picture.height + 4}`}
          width={Math.min(room, (picture.width + 4) * enlargement)}
          className="block h-auto max-w-full font-mono text-[13px]"
        >
          {picture.nodes.map(node => (
            <Node key={node.key} node={node} depth={picture.depth} />
          ))}
        </svg>
      )}
    </div>
  );
}

function Node({ node: { node, x, y, depth, isLabelled, link }, depth: deepest }: { node: PlacedNode; depth: number }) {
  const arrives = { animationDelay: `${depth * beat}ms` };
  const answers = { animationDelay: `${(deepest + (deepest - depth) + 1) * beat}ms` };
  const isLeaf = node.children.length === 0;
  const isWrong = node.verdict === 'entered' || node.verdict === 'inherited';
  return (
    <g>
      {link && (
        <path
          d={link}
          pathLength={1}
          strokeDasharray={1}
          className="animate-draw"
          style={arrives}
          fill="none"
          stroke={isWrong ? 'var(--danger)' : 'var(--line-strong)'}
          strokeWidth={1.25}
        />
      )}
      {isLabelled ? (
        <text x={x} y={y} dy={isLeaf ? '0.32em' : '-0.3em'} className="fill-ink">
          <tspan className="animate-fade" style={arrives}>
            {node.problem}
          </tspan>
          {node.answer !== null && (
            <tspan
              {...(!isLeaf && { x, dy: '1.25em' })}
              className={`animate-fade ${isWrong ? 'fill-danger' : 'fill-accent'} ${isLeaf ? '' : 'font-semibold'}`}
              style={answers}
            >
              {isLeaf ? ' ' : ''}= {node.answer}
            </tspan>
          )}
        </text>
      ) : (
        <circle
          cx={x + 3}
          cy={y}
          r={2.5}
          className={`animate-fade ${isWrong ? 'fill-danger' : 'fill-accent'}`}
          style={answers}
        />
      )}
      {isLabelled && isWrong && (
        <g className="animate-fade" style={answers}>
          <Cross x={x + crossPlace(node)} y={isLeaf ? y : y + 12} isRinged={node.verdict === 'entered'} />
        </g>
      )}
    </g>
  );
}

function Cross({ x, y, isRinged }: { x: number; y: number; isRinged: boolean }) {
  return (
    <g transform={`translate(${x} ${y})`} fill="none" stroke="var(--danger)" strokeWidth={1.75} strokeLinecap="round">
      <path d="M-3-3L3 3M3-3L-3 3" />
      {isRinged && <circle r={7} strokeWidth={1.25} />}
    </g>
  );
}

function describe({ problem, root, calls }: Story): string {
  const parts = root.children.map(child => `${child.problem} = ${child.answer ?? 'no answer'}`).join(', ');
  return `Prompt tree of ${problem}, ${calls} calls. Its parts: ${parts}. Merged: ${root.answer ?? 'no answer'}.`;
}
