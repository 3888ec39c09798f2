'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';

/** The button of a notice in the form. It goes away with its notice, so the focus goes to the form that it has changed. */
export const NoticeButton = ({ onPress, children }: { onPress: () => void; children: ReactNode }) => (
  <Button
    size="small"
    onClick={event => {
      event.currentTarget.closest('form')?.focus();
      onPress();
    }}
  >
    {children}
  </Button>
);
