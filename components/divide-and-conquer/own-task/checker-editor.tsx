'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { FieldGroup } from '@/components/ui/field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { useActions } from '@/components/workbench/context';
import type { SettingPath } from '@/lib/experiment/fields';
import type { Checker } from '@/lib/panels/divide-and-conquer/tasks/own/checker';
import { ownFields } from '@/lib/panels/divide-and-conquer/tasks/own/fields';
import type { OwnProblem } from '@/lib/panels/divide-and-conquer/tasks/own/problem';
import { checkerHints, ownFacts, type Tried, tryAnswer } from './checking';
import { useOwnTask } from './use-own-task';
import { usePatterns } from './use-patterns';

/** How answers are checked, and a place to try it. */
export function CheckerEditor({ path }: { path: SettingPath }) {
  const { settings, pathOf } = useOwnTask(path);
  const { checker } = settings;
  const { set } = useActions();
  const isReady = usePatterns(checker) || checker !== 'pattern';
  const { problems, fault } = ownFacts(settings);
  const { label, options } = ownFields.checker;
  return (
    <div className="space-y-4">
      <FieldGroup label={label} hint={checkerHints[checker]} error={fault}>
        <SegmentedControl
          label={label}
          size="small"
          className="max-w-full overflow-x-auto"
          value={checker}
          onChange={value => set(pathOf('checker'), value)}
          segments={options}
        />
      </FieldGroup>
      {checker !== 'none' && problems.length > 0 && <Trial {...{ checker, problems, isReady }} />}
    </div>
  );
}

/** Checks a made-up answer to one of the problems. `isReady`: the engine of the checker is loaded. */
function Trial({
  checker,
  problems,
  isReady,
}: {
  checker: Checker;
  problems: readonly OwnProblem[];
  isReady: boolean;
}) {
  const [chosen, setChosen] = useState(0);
  const [answer, setAnswer] = useState('');
  const at = Math.min(chosen, problems.length - 1);
  const expected = problems[at]?.expected ?? null;
  return (
    <section aria-label="Try the checker" className="space-y-2">
      <div className="grid gap-4 sm:grid-cols-[10rem_minmax(0,1fr)]">
        <Select
          label="Try it on"
          value={String(at)}
          onChange={value => setChosen(Number(value))}
          options={problems.map(({ id }, index) => ({ value: String(index), label: id }))}
        />
        <TextField
          label="A made-up answer"
          hint={expected === null ? 'This problem has no expected answer, so none is judged.' : `Expected: ${expected}`}
          mono
          value={answer}
          onChange={setAnswer}
        />
      </div>
      <p role="status" className="flex min-h-6 flex-wrap items-center gap-2 text-sm">
        {answer !== '' && isReady && <Verdict tried={tryAnswer(checker, expected, answer)} />}
      </p>
    </section>
  );
}

function Verdict({ tried }: { tried: Tried }) {
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
