'use client';

import { useState } from 'react';
import { Keyboard } from 'lucide-react';
import { Button } from '../ui/button';
import { lazily } from '../ui/lazily';
import { useShortcuts } from '../ui/shortcuts';

const ShortcutsDialog = lazily(() => import('../ui/shortcuts-dialog').then(module => module.ShortcutsDialog));

/** Opens the list of keyboard shortcuts; the key `?` does the same. */
export function ShortcutsButton() {
  const [isOpen, setIsOpen] = useState(false);
  const open = () => setIsOpen(true);
  useShortcuts({ title: 'Every page', shortcuts: [{ keys: ['?'], does: 'show this list', run: open }] });
  return (
    <>
      <Button variant="ghost" size="small" icon={<Keyboard aria-hidden />} aria-haspopup="dialog" onClick={open}>
        Keyboard shortcuts
      </Button>
      {isOpen && <ShortcutsDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}
