'use client';

import { useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { type Shortcut, useShortcuts } from '@/components/ui/shortcuts';
import { useActions, useWorkbench, useWorkbenchStore } from '../context';
import { readPlace } from '../page/address';
import { isCurtainDown, liftCurtain } from './curtain';
import { fillScreen } from './enter';
import { neighbour, type OrderItem } from './order';
import type { StageControls } from './stage-bar';
import { useFullScreen } from './use-full-screen';
import { useOpenItem } from './use-open-item';
import type { StageOrder } from './use-order';

const noOrder: StageOrder = { items: [], unknown: [], own: [] };

interface StageState {
  controls: StageControls;
  /** Names of the running order that are not here, until something of it was opened. */
  unknown: readonly string[];
  /** Ends the black screen; undefined while there is none. */
  endBlank: (() => void) | undefined;
}

/** What the keys and the bar of stage mode do. `text` is the running order as the address names it. */
export function useStage(text: string, loaded: StageOrder | null): StageState {
  const order = loaded ?? noOrder;
  const store = useWorkbenchStore();
  const current = useWorkbench(state => state.readyMade ?? state.run?.id ?? null);
  const { showStage, openReadyMade, select } = useActions();
  const open = useOpenItem(text);
  const [isBlank, setIsBlank] = useState(false);
  const [hasGone, setHasGone] = useState(isCurtainDown);

  const leave = () => {
    showStage(null);
    if (document.fullscreenElement) void document.exitFullscreen();
  };
  const isFull = useFullScreen(leave);
  const go = (item: OrderItem) => {
    setHasGone(true);
    open(item);
  };
  const step = (by: 1 | -1) => {
    const item = neighbour(order, current, by);
    return item && (() => go(item));
  };
  const [previous, next] = [step(-1), step(1)];
  const escape = () => {
    if (store.getState().selected !== null) select(null);
    else leave();
  };

  useLayoutEffect(() => {
    liftCurtain();
    window.scrollTo({ top: 0, behavior: 'instant' });
  }, []);
  // A link with a running order and nothing else opens its first experiment.
  const begin = useEffectEvent(() => {
    // What the address names is opened by the page, and may still be on its way.
    const named = readPlace(location, history.state);
    if (text === '' || named.readyMade !== null || named.run !== null || named.hash !== '') return;
    const [first] = order.items;
    if (first) open(first);
    else void openReadyMade(null);
  });
  useEffect(() => {
    if (loaded) begin();
  }, [loaded]);

  const shortcuts: Shortcut[] = [
    {
      keys: order.own.slice(0, 9).map((_, at) => String(at + 1)),
      shown: `1 … ${Math.min(9, order.own.length)}`,
      does: 'open a ready-made experiment of this panel',
      run: key => {
        const item = order.own[Number(key) - 1];
        if (item) go({ name: item.file, kind: 'ready-made', panel: item.panel, title: item.title });
      },
    },
    { keys: ['n'], does: 'next experiment of the running order', run: () => next?.() },
    { keys: ['p'], does: 'previous experiment', run: () => previous?.() },
    { keys: ['b'], does: 'make the screen black; any key brings it back', run: () => setIsBlank(true) },
    { keys: ['f'], does: 'fill the screen, or leave', run: isFull ? leave : fillScreen },
    { keys: ['Escape'], does: 'close the open call, or leave stage mode', run: escape },
  ];
  useShortcuts({ title: 'Stage mode', shortcuts: shortcuts.filter(({ keys }) => keys.length > 0) });

  const at = order.items.findIndex(({ name }) => name === current);
  return {
    controls: {
      place: at < 0 ? '' : `${at + 1} of ${order.items.length}`,
      previous,
      next,
      fill: isFull || !document.fullscreenEnabled ? undefined : fillScreen,
      blank: () => setIsBlank(true),
      leave,
    },
    unknown: hasGone ? [] : order.unknown,
    endBlank: isBlank ? () => setIsBlank(false) : undefined,
  };
}
