'use client';

import { useState } from 'react';
import { SquarePen } from 'lucide-react';
import { ChoiceButton } from '@/components/ui/choice-button';
import { lazily } from '@/components/ui/lazily';
import type { SettingPath } from '@/lib/experiment/fields';
import { ownFields } from '@/lib/panels/divide-and-conquer/tasks/own/fields';
import { ownFacts } from './checking';
import { promptWarnings } from './prompts';
import { useLinkProblem, useOwnTask } from './use-own-task';
import { usePatterns } from './use-patterns';

const OwnTaskDialog = lazily(() => import('./own-task-dialog').then(module => module.OwnTaskDialog));

/** The user's own task in brief, what is likely wrong with it, and a button that opens its editor. */
export function OwnTaskField({ path }: { path: SettingPath }) {
  const [isOpen, setIsOpen] = useState(false);
  const { settings } = useOwnTask(path);
  usePatterns(settings.checker);
  const { problems, judged, fault } = ownFacts(settings);
  const tooLong = useLinkProblem(path);
  const isExample = settings.problems === ownFields.problems.default && settings.solve === ownFields.solve.default;
  const warnings = [...promptWarnings(settings, name => ownFields[name].label), fault, tooLong];
  return (
    <section aria-label="Your own task" className="space-y-2">
      <h2 className="mb-1 text-sm font-semibold">Prompts and problems</h2>
      <ChoiceButton
        icon={<SquarePen aria-hidden />}
        title={problems.length === 1 ? '1 problem' : `${problems.length} problems`}
        detail={
          settings.checker === 'none'
            ? 'answers are not judged'
            : `${judged} with an expected answer, checked by ${settings.checker}`
        }
        action="Write"
        onOpen={() => setIsOpen(true)}
      />
      {isExample && <p className="text-caption text-muted">This is an example. Replace it with your own task.</p>}
      {warnings.map(
        sentence =>
          sentence && (
            <p key={sentence} className="text-caption text-warning">
              {sentence}
            </p>
          ),
      )}
      {isOpen && <OwnTaskDialog path={path} onClose={() => setIsOpen(false)} />}
    </section>
  );
}
