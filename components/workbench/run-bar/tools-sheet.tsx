'use client';

import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { Tool } from './use-tools';

/** All tools of the run bar by their names. The one that is pressed takes effect when the sheet is gone. */
export function ToolsSheet({ tools, onClose }: { tools: readonly Tool[]; onClose: () => void }) {
  const pressed = useRef<Tool>(null);
  return (
    <Dialog title="Experiment and run" onClose={onClose} onClosed={() => pressed.current?.onPress()}>
      <ul>
        {tools.map(tool => (
          <li key={tool.name}>
            <Button
              variant="ghost"
              icon={<tool.icon aria-hidden />}
              disabled={tool.isDisabled}
              onClick={() => {
                pressed.current = tool;
                onClose();
              }}
              className="w-full justify-start"
            >
              {tool.name}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
