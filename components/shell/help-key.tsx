'use client';

import { useShortcuts } from '../ui/shortcuts';

/** The key that works on every page. Its script comes after the page. */
export function HelpKey({ onPress }: { onPress: () => void }) {
  useShortcuts({
    title: 'Every page',
    shortcuts: [{ keys: ['?'], does: 'show this list', run: onPress }],
  });
  return null;
}
