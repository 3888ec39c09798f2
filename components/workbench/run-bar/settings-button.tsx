'use client';

import { useState } from 'react';
import { SlidersHorizontal } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';

const FormSheet = lazily(() => import('../form/form-sheet').then(module => module.FormSheet));

/** Opens the settings on a narrow screen, where they have no column. */
export function SettingsButton({ disabled }: { disabled: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        icon={<SlidersHorizontal aria-hidden />}
        aria-haspopup="dialog"
        disabled={disabled}
        onClick={() => setIsOpen(true)}
        className="min-[900px]:hidden"
      >
        <span className="max-[24rem]:sr-only">Settings</span>
      </Button>
      {isOpen && <FormSheet onClose={() => setIsOpen(false)} />}
    </>
  );
}
