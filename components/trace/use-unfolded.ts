'use client';

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { animateFrom, placesOf } from './motion';
import { type TreeNode, wayTo } from './node';
import { scrollWithin } from './reveal';

/** What a picture looked like before a fold or an unfold, and the node that was unfolded. */
interface Change {
  before: Map<string, DOMRect>;
  node: TreeNode | null;
}

/**
 * The nodes that were unfolded by hand, or to show the open step where a fold would hide it. An unfolded node stays where it is on the
 * screen and takes the focus of the button that is gone; what it shows is scrolled into the frame.
 */
export function useUnfolded({
  root,
  selected,
  frame,
  tree,
}: {
  root: TreeNode;
  selected: string | null;
  frame: RefObject<HTMLElement | null>;
  tree: RefObject<HTMLElement | null>;
}) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState<string | null>(null);
  const change = useRef<Change | null>(null);
  const open = (keys: readonly string[]) => setOpened(known => new Set([...known, ...keys]));
  if (selected !== shown) {
    setShown(selected);
    const way = selected === null ? [] : wayTo(root, selected);
    if (way.some(key => !opened.has(key))) open(way);
  }

  useLayoutEffect(() => {
    const picture = tree.current;
    const scroller = frame.current;
    if (!picture || !scroller || !change.current) return;
    const { before, node } = change.current;
    change.current = null;
    if (node) keepInSight(scroller, node, before.get(node.key));
    animateFrom(picture, before);
    if (!picture.contains(document.activeElement) && document.activeElement === document.body)
      picture.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }, [opened, frame, tree]);

  const note = (node: TreeNode | null) => {
    if (tree.current) change.current = { before: placesOf(tree.current), node };
  };
  return {
    opened,
    unfold: (node: TreeNode) => {
      note(node);
      open([node.key]);
    },
    foldAll: () => {
      if (opened.size === 0) return;
      note(null);
      setOpened(new Set());
    },
  };
}

/** Keeps a node at its old place on the screen, then brings its parts into the frame. */
function keepInSight(scroller: HTMLElement, { key, children }: TreeNode, old: DOMRect | undefined): void {
  const elementOf = (node: string) => scroller.querySelector(`[data-node="${CSS.escape(node)}"]`);
  const element = elementOf(key);
  if (!element) return;
  const now = element.getBoundingClientRect();
  if (old) scroller.scrollBy({ left: now.left - old.left, top: now.top - old.top, behavior: 'instant' });
  const parts = children.flatMap(child => elementOf(child.key) ?? []);
  scrollWithin(scroller, [element, ...parts]);
}
