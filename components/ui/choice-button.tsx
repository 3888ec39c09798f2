'use client';

import type { ReactNode } from 'react';
import { Button } from './button';

/** What is chosen, as a wide button that opens the dialog to change it. */
export function ChoiceButton({
  icon,
  title,
  detail,
  action,
  disabled = false,
  onOpen,
}: {
  icon: ReactNode;
  title: string;
  /** Below the title, in small type. */
  detail?: ReactNode;
  /** At the right: what the dialog is for. */
  action: string;
  disabled?: boolean;
  onOpen: () => void;
}) {
  return (
    <Button
      className="h-auto w-full justify-start! py-1.5 text-left"
      icon={icon}
      disabled={disabled}
      aria-haspopup="dialog"
      onClick={onOpen}
    >
      <span className="min-w-0 flex-1">
        {/* Names that begin alike differ at their ends. */}
        <span className="line-clamp-2 break-words whitespace-normal">{title}</span>
        {detail && <span className="block text-caption font-normal whitespace-normal text-muted">{detail}</span>}
      </span>
      <span className="text-caption font-normal text-muted">{action}</span>
    </Button>
  );
}
