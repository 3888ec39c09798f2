'use client';

import { useDeferredValue, useRef, useState } from 'react';
import { TriangleAlert } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldGroup } from '@/components/ui/field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import type { Field } from '@/lib/experiment/fields';
import { fields } from '@/lib/panels/divide-and-conquer/settings';
import { useActions } from '@/components/workbench/context';
import { usePanel } from './use-panel';
import {
  checkerHints,
  linkProblem,
  ownFacts,
  promptWarning,
  prompts,
  tryAnswer,
  type Placeholder,
  type PromptName,
} from './own-task';
import { draftProblem, shownSetting } from '@/components/workbench/state';
import { usePatterns } from './use-patterns';

/** The editor of your own task. All of it is part of the experiment, and so of its link. */
export function OwnTaskDialog({ onClose }: { onClose: () => void }) {
  const experiment = usePanel(state => state.experiment);
  const tooLong = linkProblem(useDeferredValue(experiment));
  return (
    <Dialog
      title="Your own task"
      description="Three prompts, problems to try them on, and how answers are checked. All of it goes into the link."
      open
      onOpenChange={open => !open && onClose()}
      footer={<Button onClick={onClose}>Done</Button>}
    >
      <div className="space-y-6">
        <Problems />
        {(Object.keys(prompts) as PromptName[]).map(name => (
          <Prompt key={name} name={name} />
        ))}
        <Check />
        <p role="status" className="text-caption text-warning">
          {tooLong}
        </p>
      </div>
    </Dialog>
  );
}

const limitOf = (name: PromptName | 'ownProblems'): number => {
  const field: Field = fields[name];
  return field.kind === 'text' ? field.maxLength : 0;
};

function Problems() {
  const value = usePanel(state => String(shownSetting(state, 'ownProblems')));
  const error = usePanel(state => draftProblem(state, 'ownProblems'));
  const settings = usePanel(state => state.experiment.settings);
  const { set } = useActions();
  const { problems, judged } = ownFacts(settings);
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return (
    <div className="space-y-1">
      <TextArea
        label="Problems"
        hint={
          <>
            Between two problems, a line of <code className="font-mono">---</code>. A last line{' '}
            <code className="font-mono">=&gt; 34</code> says what is expected.
          </>
        }
        error={error ?? (problems.length === 0 ? 'Write at least one problem.' : undefined)}
        mono
        rows={7}
        limit={limitOf('ownProblems')}
        value={value}
        onChange={text => set('ownProblems', text)}
      />
      <p role="status" className="text-caption">
        {`Read as ${count}, ${judgedText(judged, settings.ownChecker)}.`}
      </p>
    </div>
  );
}

const judgedText = (judged: number, checker: string): string =>
  checker === 'none' ? 'none of them judged' : `${judged} with an expected answer`;

function Prompt({ name }: { name: PromptName }) {
  const { title, when, places } = prompts[name];
  const value = usePanel(state => String(shownSetting(state, name)));
  const error = usePanel(state => draftProblem(state, name));
  const { set } = useActions();
  const area = useRef<HTMLTextAreaElement>(null);
  const warning = promptWarning(name, value);
  const insert = (text: string) => {
    const { selectionStart: from, selectionEnd: to } = area.current ?? { selectionStart: 0, selectionEnd: 0 };
    set(name, value.slice(0, from) + text + value.slice(to));
    // Behind what was put in, once it is there.
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(from + text.length, from + text.length);
    });
  };
  return (
    <div className="space-y-1.5">
      <TextArea
        ref={area}
        label={title}
        hint={when}
        error={error}
        mono
        rows={5}
        limit={limitOf(name)}
        value={value}
        onChange={text => set(name, text)}
      />
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {places.map(place => (
          <Place key={place.name} place={place} isUsed={value.includes(`{${place.name}}`)} onInsert={insert} />
        ))}
      </ul>
      <p role="status" className="text-caption text-warning">
        {warning && (
          <span className="flex gap-1.5">
            <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            {warning}
          </span>
        )}
      </p>
    </div>
  );
}

/** A placeholder: what it stands for, whether it is in the prompt, and a press puts it in. */
function Place({
  place: { name, means },
  isUsed,
  onInsert,
}: {
  place: Placeholder;
  isUsed: boolean;
  onInsert: (text: string) => void;
}) {
  const text = `{${name}}`;
  return (
    <li className="flex items-center gap-1.5 text-caption text-muted">
      <button
        type="button"
        aria-label={`Put ${text} in`}
        onClick={() => onInsert(text)}
        className={`rounded border px-1.5 font-mono transition-colors hover:border-ink ${
          isUsed ? 'border-accent bg-accent-soft text-accent' : 'border-dashed border-line-strong text-muted'
        }`}
      >
        {text}
      </button>
      {means}
      {isUsed ? '' : ', not used'}
    </li>
  );
}

function Check() {
  const settings = usePanel(state => state.experiment.settings);
  const { set } = useActions();
  const { ownChecker } = settings;
  const isReady = usePatterns(ownChecker);
  const { problems, fault } = ownFacts(settings);
  const [place, setPlace] = useState(0);
  const [answer, setAnswer] = useState('');
  const at = Math.min(place, Math.max(0, problems.length - 1));
  const expected = problems[at]?.expected ?? null;
  const field: Field = fields.ownChecker;
  return (
    <div className="space-y-4">
      <FieldGroup label="Checker" hint={checkerHints[ownChecker]} error={fault}>
        <SegmentedControl
          label="Checker"
          size="small"
          className="max-w-full overflow-x-auto"
          value={ownChecker}
          onChange={value => set('ownChecker', value)}
          segments={field.kind === 'choice' ? field.options : []}
        />
      </FieldGroup>
      {ownChecker !== 'none' && problems.length > 0 && (
        <section aria-label="Try the checker" className="space-y-2">
          <div className="grid gap-4 sm:grid-cols-[10rem_minmax(0,1fr)]">
            <Select
              label="Try it on"
              value={String(at)}
              onChange={value => setPlace(Number(value))}
              options={problems.map(({ id }, index) => ({ value: String(index), label: id }))}
            />
            <TextField
              label="A made-up answer"
              hint={expected === null ? 'This problem expects nothing: no answer is judged.' : `Expected: ${expected}`}
              mono
              value={answer}
              onChange={setAnswer}
            />
          </div>
          <p role="status" className="flex min-h-6 flex-wrap items-center gap-2 text-sm">
            {answer !== '' && (ownChecker !== 'pattern' || isReady) && (
              <Verdict tried={tryAnswer(ownChecker, expected, answer)} />
            )}
          </p>
        </section>
      )}
    </div>
  );
}

function Verdict({ tried }: { tried: ReturnType<typeof tryAnswer> }) {
  if ('failure' in tried) return <Badge tone="warning">cannot be read: {tried.failure}</Badge>;
  const { verdict, read } = tried;
  return (
    <>
      <Badge tone={verdict === null ? 'plain' : verdict ? 'good' : 'danger'}>
        {verdict === null ? 'not judged' : verdict ? 'right' : 'wrong'}
      </Badge>
      <span className="min-w-0 break-words text-muted">
        read as <span className="font-mono">{read.slice(0, 200)}</span>
      </span>
    </>
  );
}
