'use client';

import { useDeferredValue, useState } from 'react';
import { SquarePen } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { fields } from '@/lib/panels/divide-and-conquer/settings';
import { usePanel } from './use-panel';
import { linkProblem, ownFacts, promptWarning, prompts, type PromptName } from './own-task';
import { usePatterns } from './use-patterns';

const OwnTaskDialog = lazily(() => import('./own-task-dialog').then(module => module.OwnTaskDialog));

/** What your own task is so far, and the door to its editor. */
export function OwnTaskField() {
  const [isOpen, setIsOpen] = useState(false);
  const experiment = usePanel(state => state.experiment);
  const { settings } = experiment;
  usePatterns(settings.ownChecker);
  const { problems, judged, fault } = ownFacts(settings);
  const warnings = (Object.keys(prompts) as PromptName[]).flatMap(name => {
    const warning = promptWarning(name, settings[name]);
    return warning ? [`${prompts[name].title}: ${warning}`] : [];
  });
  const tooLong = linkProblem(useDeferredValue(experiment));
  const isDefault =
    settings.ownProblems === fields.ownProblems.default && settings.ownSolve === fields.ownSolve.default;
  return (
    <section aria-label="Your own task" className="space-y-2">
      <h2 className="mb-1 text-sm font-semibold">Prompts and problems</h2>
      <Button
        className="h-auto w-full justify-start! py-1.5 text-left"
        icon={<SquarePen aria-hidden />}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        <span className="min-w-0 flex-1">
          <span className="block">{problems.length === 1 ? '1 problem' : `${problems.length} problems`}</span>
          <span className="block text-caption font-normal whitespace-normal text-muted">
            {settings.ownChecker === 'none'
              ? 'answers are not judged'
              : `${judged} with an expected answer, checked by ${settings.ownChecker}`}
          </span>
        </span>
        <span className="text-caption font-normal text-muted">Write</span>
      </Button>
      {isDefault && <p className="text-caption text-muted">An example is filled in: write yours over it.</p>}
      {[...warnings, ...(fault ? [fault] : []), ...(tooLong ? [tooLong] : [])].map(sentence => (
        <p key={sentence} className="text-caption text-warning">
          {sentence}
        </p>
      ))}
      {isOpen && <OwnTaskDialog onClose={() => setIsOpen(false)} />}
    </section>
  );
}
