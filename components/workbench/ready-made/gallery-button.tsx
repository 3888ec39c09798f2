'use client';

import { useState } from 'react';
import { Library } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';

const GalleryDialog = lazily(() => import('./gallery-dialog').then(module => module.GalleryDialog));

/** Opens the list of ready-made experiments. */
export function GalleryButton() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        variant="ghost"
        size="small"
        aria-haspopup="dialog"
        icon={<Library aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        Ready-made experiments
      </Button>
      {isOpen && <GalleryDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}
