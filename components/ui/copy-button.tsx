'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { Check, Copy, TriangleAlert } from 'lucide-react';
import { Button, type ButtonProps } from './button';

/** Copies a text. The button and a status line for screen readers say whether that worked. */
export function CopyButton({
  text,
  children = 'Copy',
  ...rest
}: {
  /** The text, or a function that makes it when the button is pressed. */
  text: string | (() => string | Promise<string>);
  children?: ReactNode;
} & Pick<ButtonProps, 'variant' | 'size' | 'className' | 'disabled'>) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');

  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
      setState('copied');
    } catch {
      setState('refused');
    }
  };

  const icons = { idle: <Copy aria-hidden />, copied: <Check aria-hidden />, refused: <TriangleAlert aria-hidden /> };
  const said = { idle: '', copied: 'Copied', refused: 'The browser did not allow copying' }[state];
  return (
    <>
      <Button {...rest} icon={icons[state]} onClick={() => void copy()}>
        {said || children}
      </Button>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}
