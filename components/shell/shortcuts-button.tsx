'use client';

import { useState } from 'react';
import { Keyboard } from 'lucide-react';
import { Button } from '../ui/button';
import { lazily } from '../ui/lazily';

const HelpKey = lazily(() => import('./help-key').then(module => module.HelpKey));
const ShortcutsDialog = lazily(() => import('../ui/shortcuts-dialog').then(module => module.ShortcutsDialog));

/** Opens the list of keyboard shortcuts; the key `?` does the same. */
export function ShortcutsButton() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <HelpKey onPress={() => setIsOpen(true)} />
      <Button
        variant="ghost"
        size="small"
        icon={<Keyboard aria-hidden />}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        Keyboard shortcuts
      </Button>
      {isOpen && <ShortcutsDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}
