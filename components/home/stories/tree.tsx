'use client';

import { type KeyboardEvent, useMemo, useState } from 'react';
import { classes } from '@/components/ui/classes';
import { useIsInteractive } from '@/components/ui/use-is-interactive';
import { counted } from '@/lib/core/in-words';
import type { StoryNode } from '@/lib/experiment/story';
import type { StoryKind, StoryOf } from './contract';
import { Endings } from './endings';
import { crossPlace, pictureOf, type PlacedNode, wordsWidth } from './tree-layout';

/** Room of the picture in its own pixels: it is scaled as a whole, so that it is the same before and after the script has come. */
const room = 340;

const depthOf = ({ children }: StoryNode): number => 1 + Math.max(-1, ...children.map(depthOf));

/** A problem that divides from left to right, level by level, and whose answers come back from right to left. */
export const tree: StoryKind<StoryOf<'tree'>> = {
  beat: 420,
  last: ({ root }) => 2 * depthOf(root) + 1,
  say({ root, problem }, at) {
    const depth = depthOf(root);
    if (at === 0) return problem;
    if (at <= depth) return `split ${at === 1 ? 'once' : at === 2 ? 'twice' : `${at} times`}`;
    return at === 2 * depth + 1 ? 'merged' : at === depth + 1 ? 'the parts are solved' : 'the answers come back';
  },
  Picture: TreePicture,
  Verdict: ({ story }) => <Endings endings={story.endings} />,
};

function TreePicture({ story, at }: { story: StoryOf<'tree'>; at: number }) {
  const picture = useMemo(() => pictureOf(story.root, room), [story]);
  const [picked, setPicked] = useState<string | null>(null);
  const node = picture.nodes.find(({ key }) => key === picked)?.node;
  return (
    <>
      <svg
        role="group"
        aria-label={describe(story)}
        viewBox={`-2 -2 ${picture.width + 4} ${picture.height + 4}`}
        className="block h-72 w-full font-mono text-[13px]"
      >
        {picture.nodes.map(placed => (
          <Node
            key={placed.key}
            placed={placed}
            isAsked={placed.depth <= at}
            isAnswered={2 * picture.depth + 1 - placed.depth <= at}
            isDimmed={picked !== null && !`${placed.key}.`.startsWith(`${picked}.`)}
            onPick={() => setPicked(placed.key === picked ? null : placed.key)}
          />
        ))}
      </svg>
      <p aria-live="polite" className="mt-1 min-h-9 text-caption text-muted">
        {node ? sayNode(node) : 'Press a part to see what became of it.'}
      </p>
    </>
  );
}

function Node({
  placed: { node, x, y, isLabelled, link },
  isAsked,
  isAnswered,
  isDimmed,
  onPick,
}: {
  placed: PlacedNode;
  isAsked: boolean;
  isAnswered: boolean;
  isDimmed: boolean;
  onPick: () => void;
}) {
  const isLeaf = node.children.length === 0;
  const isWrong = node.verdict === 'entered' || node.verdict === 'inherited';
  const appears = (is: boolean) => classes('transition-opacity', !is && 'opacity-0');
  const isInteractive = useIsInteractive();
  const isButton = isAsked && !isLeaf && isInteractive;
  return (
    <g className={classes(appears(isAsked), isDimmed && 'opacity-25')}>
      {link && (
        <path d={link} fill="none" stroke={isWrong ? 'var(--danger)' : 'var(--line-strong)'} strokeWidth={1.25} />
      )}
      <g
        {...(isButton && {
          role: 'button',
          tabIndex: 0,
          'aria-label': node.problem,
          onClick: onPick,
          onKeyDown: (event: KeyboardEvent) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            onPick();
          },
        })}
      >
        {/* What can be pressed is the place of the words, not only their lines. */}
        {isButton && <rect x={x - 4} y={y - 17} width={wordsWidth(node) + 8} height={34} fill="transparent" />}
        {isLabelled ? (
          <text x={x} y={y} dy={isLeaf ? '0.32em' : '-0.3em'} className="fill-ink">
            {node.problem}
            {node.answer !== null && (
              <tspan
                {...(!isLeaf && { x, dy: '1.25em' })}
                className={classes(
                  appears(isAnswered),
                  isWrong ? 'fill-danger' : 'fill-accent',
                  !isLeaf && 'font-semibold',
                )}
              >
                {isLeaf ? ' ' : ''}= {node.answer}
              </tspan>
            )}
          </text>
        ) : (
          <circle cx={x + 3} cy={y} r={2.5} className={isWrong ? 'fill-danger' : 'fill-accent'} />
        )}
        {isLabelled && isWrong && (
          <g className={appears(isAnswered)}>
            <Cross x={x + crossPlace(node)} y={isLeaf ? y : y + 12} isRinged={node.verdict === 'entered'} />
          </g>
        )}
      </g>
    </g>
  );
}

/** Of a wrong answer; in a ring where the error entered. */
function Cross({ x, y, isRinged }: { x: number; y: number; isRinged: boolean }) {
  return (
    <g transform={`translate(${x} ${y})`} fill="none" stroke="var(--danger)" strokeWidth={1.75} strokeLinecap="round">
      <path d="M-3-3L3 3M3-3L-3 3" />
      {isRinged && <circle r={7} strokeWidth={1.25} />}
    </g>
  );
}

const verdicts: Record<StoryNode['verdict'], string> = {
  unknown: 'nobody knows whether it is right',
  right: 'right',
  entered: 'wrong: the error enters here',
  inherited: 'wrong, because a part of it is',
  wrong: 'wrong',
};

const sayNode = ({ problem, answer, verdict, children }: StoryNode): string =>
  `${problem}: split into ${counted(children.length, 'part')}, which give ${answer ?? 'no answer'}, ${verdicts[verdict]}.`;

function describe({ problem, root, calls }: StoryOf<'tree'>): string {
  const parts = root.children.map(child => `${child.problem} = ${child.answer ?? 'no answer'}`).join(', ');
  return `Prompt tree of ${problem}, ${counted(calls, 'call')}. Its parts: ${parts}. Merged: ${root.answer ?? 'no answer'}.`;
}
