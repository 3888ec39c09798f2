'use client';

import { useState } from 'react';
import { Ellipsis } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { type Tool, useTools } from './use-tools';

const ToolsSheet = lazily(() => import('./tools-sheet').then(module => module.ToolsSheet));

/**
 * What can be done with the experiment and its run besides running it: a row of icons, and a button that opens all of them by their names.
 * On a phone the button alone.
 */
export function RunTools({ isInteractive }: { isInteractive: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const { tools, parts } = useTools(isInteractive);
  return (
    <>
      <div role="group" aria-label="Experiment and run" className="flex items-center max-sm:hidden">
        {tools
          .filter(({ isRare }) => !isRare)
          .map(tool => (
            <IconTool key={tool.name} {...tool} />
          ))}
      </div>
      <Button
        size="small"
        variant="ghost"
        icon={<Ellipsis aria-hidden />}
        aria-label="More tools"
        aria-haspopup="dialog"
        disabled={!isInteractive}
        title="More tools"
        onClick={() => setIsOpen(true)}
      />
      {isOpen && <ToolsSheet tools={tools} onClose={() => setIsOpen(false)} />}
      {parts}
    </>
  );
}

/** An icon with its name beside it where there is room, and as a tooltip elsewhere. */
function IconTool({ icon: Icon, name, isDisabled, onPress }: Tool) {
  return (
    <Button
      variant="ghost"
      size="small"
      icon={<Icon aria-hidden />}
      title={name}
      aria-label={name}
      disabled={isDisabled}
      onClick={onPress}
      className="px-2"
    >
      <span aria-hidden className="hidden min-[1800px]:inline">
        {name}
      </span>
    </Button>
  );
}
