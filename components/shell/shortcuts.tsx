'use client';

import { lazily } from '../ui/lazily';

/** The button of the keyboard shortcuts. Its script comes after the page. */
export const Shortcuts = lazily(() => import('./shortcuts-button').then(module => module.ShortcutsButton));
