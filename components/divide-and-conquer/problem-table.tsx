'use client';

import { LookIcon } from '@/components/trace/look-icon';
import type { UnitTrace } from '@/components/trace/live-run';
import { Table, type Column } from '@/components/ui/table';
import type { ProblemResult } from '@/lib/prompting/result';
import { strategies } from '@/lib/prompting/registry';
import { Digits } from './answer';
import { useActions } from './context';
import type { RunView } from './state';

/** Every problem of a run with the answers of all strategies; each opens in full. */
export function ProblemTable({ run }: { run: RunView }) {
  const { showUnit } = useActions();
  const chosen = strategies.filter(({ id }) => run.experiment.settings.strategies.includes(id));
  const columns: Column<UnitTrace>[] = [
    {
      id: 'problem',
      title: 'Problem',
      cell: ({ root, status }) => (
        <button
          type="button"
          disabled={status === 'waiting'}
          onClick={() => showUnit(root)}
          className="font-mono whitespace-nowrap underline decoration-line-strong underline-offset-4 hover:decoration-ink disabled:text-muted disabled:no-underline"
        >
          {root}
        </button>
      ),
    },
    ...chosen.map(({ id, title }): Column<UnitTrace> => ({
      ...{ id, title, numeric: true },
      cell: trace => <Ending trace={trace} strategy={id} />,
    })),
  ];
  return (
    <section className="space-y-2">
      <h3 className="text-lg font-semibold">Problems</h3>
      <Table
        caption="Problems and answers"
        maxHeight="28rem"
        rows={[...run.live.units.values()]}
        rowKey={({ root }) => root}
        columns={columns}
      />
    </section>
  );
}

function Ending({ trace, strategy }: { trace: UnitTrace; strategy: string }) {
  if (!trace.result) return <span className="text-muted">{trace.status}</span>;
  const value = trace.result.value as unknown as ProblemResult | undefined;
  const result = value?.strategies[strategy];
  if (!value || !result || 'failure' in result) {
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <LookIcon look="failed" /> no answer
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-1.5">
      <LookIcon look={result.correct ? 'right' : 'entered'} />
      <Digits answer={result.answer} truth={value.truth ?? ''} />
      <span className="sr-only">{result.correct ? 'right' : 'wrong'}</span>
    </span>
  );
}
