'use client';

import type { SettingPath } from '@/lib/experiment/fields';
import { ownFacts } from './checking';
import { TextSetting } from './text-setting';
import { useOwnTask } from './use-own-task';

/** The problems as text, and how a run reads them. */
export function ProblemsEditor({ path }: { path: SettingPath }) {
  const { settings, pathOf } = useOwnTask(path);
  const { problems, judged } = ownFacts(settings);
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return (
    <div className="space-y-1">
      <TextSetting
        path={pathOf('problems')}
        hint={
          <>
            Separate problems by a line of <code className="font-mono">---</code>. A last line{' '}
            <code className="font-mono">=&gt; 34</code> gives the expected answer.
          </>
        }
        error={problems.length === 0 ? 'Write at least one problem.' : undefined}
        rows={7}
      />
      <p role="status" className="text-caption">
        {`Read as ${count}, ${settings.checker === 'none' ? 'none of them judged' : `${judged} with an expected answer`}.`}
      </p>
    </div>
  );
}
