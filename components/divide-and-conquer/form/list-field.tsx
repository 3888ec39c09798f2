'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useActions } from '@/components/workbench/context';
import { PlainField } from '@/components/workbench/form/setting-field';
import type { Json } from '@/lib/core/json';
import { settingAt } from '@/lib/experiment/fields';
import type { FormLine } from '@/lib/experiment/form';
import { taskSettings } from '@/lib/panels/divide-and-conquer/settings';
import { usePanel } from '../use-panel';
import { countHint, itemHint } from './list-hints';
import { useProblemList } from './problem-list';
import { taskAt } from './task-path';

/** How many problems of a list are run, and how many the list has. */
export function CountField(line: FormLine) {
  const list = useProblemList(line.path);
  const count = usePanel(state => Number(settingAt(state.experiment.settings, line.path)));
  return <PlainField {...line} {...(list.status === 'here' && { hint: countHint(count, list.problems.length) })} />;
}

/** Which problem of a list is run. */
export function ItemField(line: FormLine) {
  const list = useProblemList(line.path);
  return list.status === 'here' ? <Item line={line} problems={list.problems} /> : <PlainField {...line} />;
}

/** One problem by its number, with buttons for its neighbours and the beginning of its text. */
function Item({ line, problems }: { line: FormLine; problems: readonly Json[] }) {
  const { path } = line;
  const item = usePanel(state => Number(settingAt(state.experiment.settings, path)));
  const { set } = useActions();
  const at = Math.min(item, problems.length);
  return (
    <div className="space-y-2">
      <PlainField {...line} hint={itemHint(item, problems.length)} />
      <div className="flex gap-2">
        <Button
          size="small"
          icon={<ChevronLeft aria-hidden />}
          disabled={at <= 1}
          onClick={() => set(path, at - 1)}
          aria-label="Previous problem"
        />
        <Button
          size="small"
          icon={<ChevronRight aria-hidden />}
          disabled={at >= problems.length}
          onClick={() => set(path, at + 1)}
          aria-label="Next problem"
        />
        <Beginning path={path} problem={problems[at - 1]} />
      </div>
    </div>
  );
}

/** The beginning of a problem: of its last text, which is the one that is split. */
function Beginning({ path, problem }: { path: string; problem: Json | undefined }) {
  const task = taskAt(path);
  const settings = usePanel(state => taskSettings(state.experiment.settings, task));
  const text = problem === undefined ? undefined : task.present(problem, settings).texts.at(-1)?.text;
  return (
    <p aria-live="polite" className="line-clamp-2 min-w-0 flex-1 text-caption text-muted">
      {text?.slice(0, 160)}
    </p>
  );
}
