'use client';

import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { fitTree, type Room } from './fit';
import { walkItems } from './keyboard';
import type { PromptTreeProps } from './prompt-tree';
import { isOffScreen, scrollWithin } from './reveal';
import { rem } from './sizes';
import { TreeBox } from './tree-box';
import { TreeEdges } from './tree-edges';
import { usePan } from './use-pan';
import { useHome, useRevealed } from './use-position';
import { useUnfolded } from './use-unfolded';
import { useZoom } from './use-zoom';
import { ZoomButtons } from './zoom-buttons';

/**
 * The frame that a tree is seen through. Arrow keys walk the tree, Enter opens the call; a drag, the wheel or a finger pans it;
 * buttons, + and -, Ctrl with the wheel or two fingers zoom it, and Fit or 0 brings back the whole.
 */
export function TreeFrame({
  root,
  label,
  describedBy,
  selected,
  onSelect,
  room,
}: Omit<PromptTreeProps, 'maxHeight'> & { room: Room }) {
  const frame = useRef<HTMLDivElement>(null);
  const tree = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const { opened, unfold, foldAll } = useUnfolded({ root, selected, frame, tree });
  const { picture, fit, items } = useMemo(() => {
    const fitted = fitTree(root, opened, room);
    return { picture: fitted.picture, fit: fitted.scale, items: walkItems(fitted.picture.nodes) };
  }, [root, opened, room]);
  const zoom = useZoom(frame, tree, fit);
  const { scale } = zoom;
  const width = picture.width * scale;
  const height = picture.height * scale;
  const isLarger = width > room.width + 0.5 || height > room.height + 0.5;
  const { hold, release } = useHome(frame, picture, zoom, room);
  const holdIfLarger = () => {
    if (isLarger) hold();
  };
  const pan = usePan(frame, hold);
  useRevealed(frame, selected, holdIfLarger);

  const current = items.find(item => item.key === focused) ?? items.find(item => item.key === selected) ?? items[0];
  const elementOf = (step: string) => frame.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(step)}"]`);
  const focus = (step: string) => {
    setFocused(step);
    const target = elementOf(step);
    if (!target || !frame.current) return;
    target.focus({ preventScroll: true });
    holdIfLarger();
    scrollWithin(frame.current, [target]);
    if (isOffScreen(target)) target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const fitAll = () => {
    release();
    zoom.reset();
    foldAll();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = event.target as Element;
    const target = current?.moves[event.key];
    if (target !== undefined) focus(target);
    else if (event.key === '+' || event.key === '=') zoom.nearer(place);
    else if (event.key === '-') zoom.farther(place);
    else if (event.key === '0') fitAll();
    else return;
    event.preventDefault();
  };
  const itemProps = (key: string) => ({
    'data-step': key,
    tabIndex: current?.key === key ? 0 : -1,
    onFocus: () => setFocused(key),
    onClick: () => onSelect(key),
  });

  const [top] = picture.nodes;
  // The root keeps its place while a tree grows to both sides; a sequence is read from its left end.
  const ideal = top && !root.isSequence ? room.width / 2 - (top.x + top.width / 2) * scale : 0;
  const left = Math.max(0, Math.min(ideal, room.width - width));
  return (
    <>
      <div
        ref={frame}
        data-tree-scroller
        className={isLarger ? 'cursor-grab overflow-auto active:cursor-grabbing' : 'overflow-hidden'}
        style={{
          // A zoom by hand does not move what stands below the frame.
          ...(zoom.isChosen
            ? { height: rem(Math.min(room.height, picture.height * fit)) }
            : { maxHeight: rem(room.height) }),
          touchAction: 'pan-x pan-y',
        }}
        onWheel={holdIfLarger}
        onTouchMove={holdIfLarger}
        {...pan}
      >
        <div className="relative min-w-full" style={{ width: rem(left + width), height: rem(height) }}>
          <div
            ref={tree}
            role="tree"
            tabIndex={-1}
            aria-label={label}
            aria-describedby={describedBy}
            onKeyDown={onKeyDown}
            className="absolute top-0 origin-top-left font-mono select-none"
            style={{
              left: rem(left),
              width: rem(picture.width),
              height: rem(picture.height),
              transform: `scale(${scale})`,
            }}
          >
            <TreeEdges picture={picture} />
            {picture.nodes.map(drawn => (
              <TreeBox
                key={drawn.node.key}
                drawn={drawn}
                selected={selected}
                itemProps={itemProps}
                onUnfold={() => {
                  hold();
                  setFocused(drawn.node.step);
                  unfold(drawn.node);
                }}
              />
            ))}
          </div>
        </div>
      </div>
      <ZoomButtons zoom={zoom} onFit={fitAll} />
    </>
  );
}
