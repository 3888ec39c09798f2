'use client';

import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { SettingPath } from '@/lib/experiment/fields';
import { CheckerEditor } from './checker-editor';
import { ProblemsEditor } from './problems-editor';
import { PromptEditor } from './prompt-editor';
import { promptNames } from './prompts';
import { useLinkProblem } from './use-own-task';

/** The editor of the user's own task. All of it is part of the experiment, and so of its link. */
export function OwnTaskDialog({ path, onClose }: { path: SettingPath; onClose: () => void }) {
  return (
    <Dialog
      title="Your own task"
      description="Write three prompts and some problems, and choose how answers are checked. All of it goes into the link."
      onClose={onClose}
      footer={<Button onClick={onClose}>Done</Button>}
    >
      <div className="space-y-6">
        <ProblemsEditor path={path} />
        {promptNames.map(name => (
          <PromptEditor key={name} path={path} name={name} />
        ))}
        <CheckerEditor path={path} />
        <p role="status" className="text-caption text-warning">
          {useLinkProblem(path)}
        </p>
      </div>
    </Dialog>
  );
}
