'use client';

import { useRouter } from 'next/navigation';
import { useWorkbenchStore } from '../context';
import { dropCurtain } from './curtain';
import { hrefOf, type OrderItem } from './order';

/** What opens an experiment of a running order: on this page, or on the page of its panel. */
export function useOpenItem(text: string): (item: OrderItem) => void {
  const router = useRouter();
  const store = useWorkbenchStore();
  return item => {
    const { panel, notices, dismiss, openReadyMade, openStored } = store.getState();
    for (const { kind } of notices) dismiss(kind);
    if (item.panel !== panel.id) {
      dropCurtain();
      router.push(hrefOf(item, text));
    } else void (item.kind === 'ready-made' ? openReadyMade(item.name) : openStored(item.name));
  };
}
