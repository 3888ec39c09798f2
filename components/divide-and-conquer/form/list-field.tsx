'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { Json } from '@/lib/core/json';
import { useActions, usePanel } from '@/components/workbench/context';
import { SettingField } from '@/components/workbench/form/setting-field';
import { useProblemList } from './problem-list';

/** Which problem of a list is given, or how many of it are drawn: both say how many there are. */
export function ListField({ name }: { name: 'item' | 'count' }) {
  const list = useProblemList();
  const count = usePanel(state => state.experiment.settings.count);
  if (list.status !== 'here') return <SettingField name={name} hint="" />;
  const there = list.problems.length;
  if (name === 'item') return <Item problems={list.problems} />;
  const hint =
    count >= there
      ? `${there === 1 ? 'One is' : `${figure(there)} are`} there: all of them are run, in an order drawn from the seed.`
      : `Drawn from the ${figure(there)} that are there, none twice.`;
  return <SettingField name="count" hint={hint} />;
}

const figure = (count: number): string => count.toLocaleString('en');

/** One problem by its number, with a step to its neighbours and its first words. */
function Item({ problems }: { problems: readonly Json[] }) {
  const item = usePanel(state => state.experiment.settings.item);
  const { set } = useActions();
  const at = Math.min(item, problems.length);
  const words = firstWords(problems[at - 1]);
  return (
    <div className="space-y-2">
      <SettingField
        name="item"
        hint={`Of ${figure(problems.length)}${item > problems.length ? ': the last is taken.' : '.'}`}
      />
      <div className="flex gap-2">
        <Button
          size="small"
          icon={<ChevronLeft aria-hidden />}
          disabled={at <= 1}
          onClick={() => set('item', at - 1)}
          aria-label="The problem before"
        />
        <Button
          size="small"
          icon={<ChevronRight aria-hidden />}
          disabled={at >= problems.length}
          onClick={() => set('item', at + 1)}
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
