'use client';

import { useRef } from 'react';
import type { TreeNode } from './node';
import { TreeFrame } from './tree-frame';
import { useRoom } from './use-room';

export interface PromptTreeProps {
  root: TreeNode;
  label: string;
  /** Id of a text that sums the tree up. */
  describedBy?: string;
  /** Key of the open step. */
  selected: string | null;
  onSelect: (step: string) => void;
  /** CSS length; without it, what is left of the screen below the tree's top, between 16rem and 40rem. */
  maxHeight?: string;
}

/**
 * The tree of a strategy's calls, drawn from the top: what each place was given, how it was split, and what came back; steps that follow
 * one another stand in rows with arrows. The picture fits the width it finds and `maxHeight`: where it would be too small to read,
 * lower levels are folded into their parents.
 */
export function PromptTree({ maxHeight: given, ...props }: PromptTreeProps) {
  const outer = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const { room, maxHeight } = useRoom(outer, probe, given);
  return (
    <div ref={outer} className="relative min-w-0">
      <div aria-hidden className="invisible absolute size-0 overflow-hidden">
        <div ref={probe} style={{ width: '1rem', height: maxHeight }} />
      </div>
      {room && <TreeFrame key={props.root.key} room={room} {...props} />}
    </div>
  );
}
