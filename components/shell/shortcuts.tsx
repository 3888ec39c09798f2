'use client';

import { lazily } from '../ui/lazily';
import { useIsInteractive } from '../ui/use-is-interactive';

const ShortcutsButton = lazily(() => import('./shortcuts-button').then(module => module.ShortcutsButton));

/** The button of the keyboard shortcuts. Its script comes after the page, which is served without it: a script that is lost changes nothing there. */
export const Shortcuts = () => useIsInteractive() && <ShortcutsButton />;
