'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { Json } from '@/lib/core/json';
import { useActions } from '@/components/workbench/context';
import { usePanel } from '../use-panel';
import { PlainField } from '@/components/workbench/form/setting-field';
import { settingAt, type SettingPath } from '@/lib/experiment/fields';
import { useProblemList } from './problem-list';

/** How many problems of a list are run: says how many there are. */
export function CountField({ path }: { path: SettingPath }) {
  const list = useProblemList();
  const count = usePanel(state => Number(settingAt(state.experiment.settings, path)));
  const suffix = count === 1 ? 'problem' : 'problems';
  if (list.status !== 'here') return <PlainField {...{ path, suffix }} />;
  const there = list.problems.length;
  const hint =
    count >= there
      ? `There ${there === 1 ? 'is one' : `are ${figure(there)}`}: all of them are run, in an order that follows from the seed.`
      : `A random sample of the ${figure(there)} that there are, none twice.`;
  return <PlainField {...{ path, suffix, hint }} />;
}

/** Which problem of a list is run. */
export function ItemField({ path }: { path: SettingPath }) {
  const list = useProblemList();
  return list.status === 'here' ? <Item path={path} problems={list.problems} /> : <PlainField path={path} />;
}

const figure = (count: number): string => count.toLocaleString('en');

/** One problem by its number, with a step to its neighbours and its first words. */
function Item({ path, problems }: { path: SettingPath; problems: readonly Json[] }) {
  const item = usePanel(state => Number(settingAt(state.experiment.settings, path)));
  const { set } = useActions();
  const at = Math.min(item, problems.length);
  const words = firstWords(problems[at - 1]);
  return (
    <div className="space-y-2">
      <PlainField
        path={path}
        hint={`Of ${figure(problems.length)}${item > problems.length ? ': the last is taken.' : '.'}`}
      />
      <div className="flex gap-2">
        <Button
          size="small"
          icon={<ChevronLeft aria-hidden />}
          disabled={at <= 1}
          onClick={() => set(path, at - 1)}
          aria-label="The problem before"
        />
        <Button
          size="small"
          icon={<ChevronRight aria-hidden />}
          disabled={at >= problems.length}
          onClick={() => set(path, at + 1)}
          aria-label="The next problem"
        />
        <p aria-live="polite" className="line-clamp-2 min-w-0 flex-1 text-caption text-muted">
          {words}
        </p>
      </div>
    </div>
  );
}

/** How a problem begins: the text that is split, or the whole of your own. */
function firstWords(problem: Json | undefined): string {
  if (typeof problem !== 'object' || problem === null || Array.isArray(problem)) return '';
  const text = problem.text ?? problem.input;
  return typeof text === 'string' ? text.slice(0, 160) : '';
}
