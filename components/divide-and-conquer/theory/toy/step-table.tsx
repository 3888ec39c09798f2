import { Table } from '@/components/ui/table';
import { colourOf, type Instance } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/encoding';
import type { Trace } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/trace';
import { resultOf, stageWords, wordOf } from './reading';

/** The journal of the decision. A press on the number of a step shows the trees after that step. */
export function StepTable({
  instance,
  trace,
  at,
  onShow,
}: {
  instance: Instance;
  trace: Trace;
  /** Steps that are shown. */
  at: number;
  onShow: (at: number) => void;
}) {
  return (
    <Table
      caption="All steps of the program, in the order of its journal"
      maxHeight="20rem"
      rows={trace.steps}
      rowKey={(_, index) => String(index)}
      columns={[
        {
          id: 'step',
          title: 'Step',
          cell: (_, index) => (
            <button
              type="button"
              aria-current={index + 1 === at ? 'step' : undefined}
              aria-label={`Show step ${index + 1}`}
              onClick={() => onShow(index + 1)}
              className="min-w-8 rounded-sm text-left text-accent underline underline-offset-2 aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {index + 1}
              {index + 1 === at && <span aria-hidden> ◂</span>}
            </button>
          ),
        },
        { id: 'depth', title: 'Depth', numeric: true, cell: ({ path }) => path.length },
        { id: 'stage', title: 'Stage', cell: ({ kind }) => stageWords[kind] },
        {
          id: 'pattern',
          title: 'At pattern node',
          cell: ({ pattern }) => `${pattern}, ${wordOf(colourOf(instance, pattern))}`,
        },
        { id: 'result', title: 'Result', cell: step => resultOf(instance, step) },
      ]}
    />
  );
}
