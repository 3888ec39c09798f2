import { Check, X } from 'lucide-react';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';

interface Verdict {
  task: string;
  /** Whether it meets both conditions. */
  applies: boolean;
  reason: string;
}

/** The paper's own table of tasks, in its order: those that satisfy both conditions, then those that do not. */
const verdicts: readonly Verdict[] = [
  {
    task: 'Integer multiplication',
    applies: true,
    reason: 'complete for TC⁰, and its partial products are independent',
  },
  { task: 'Fact verification of long text', applies: true, reason: 'many claims, each checked on its own' },
  { task: 'Consistency or evaluation of long text', applies: true, reason: 'many sentences, each judged on its own' },
  { task: 'Summary of an article', applies: true, reason: 'many parts, each summarised on its own' },
  { task: 'Integer addition', applies: false, reason: 'lies in S(IO): violates condition 1' },
  { task: 'Division', applies: false, reason: 'no parallel sub-tasks: violates condition 2' },
  { task: 'Question answering over several rounds', applies: false, reason: 'sequential: violates condition 2' },
  { task: 'Planning', applies: false, reason: 'sequential: violates condition 2' },
];

/** The two conditions, and which tasks meet them. */
export function Conditions() {
  return (
    <div className="space-y-3">
      <ol className="list-decimal space-y-1 pl-5">
        <li>
          The task is too hard for <Term word="IO (direct answer)">IO prompting</Term>: it lies outside S(IO).
        </li>
        <li>
          It has many parallel sub-tasks, and models make mistakes on the way: they hallucinate, or get a step wrong.
        </li>
      </ol>
      <Table
        caption="Tasks that meet both conditions, and tasks that do not"
        rows={verdicts}
        rowKey={({ task }) => task}
        columns={[
          { id: 'task', title: 'Task', cell: ({ task }) => task },
          {
            id: 'applies',
            title: 'Meets both',
            cell: ({ applies }) => (
              <span className="inline-flex items-center gap-1 whitespace-nowrap">
                {applies ? <Check aria-hidden className="size-4" /> : <X aria-hidden className="size-4" />}
                {applies ? 'yes' : 'no'}
              </span>
            ),
          },
          { id: 'reason', title: 'Why', cell: ({ reason }) => reason },
        ]}
      />
      <Provenance kind="quoted">
        Zhang et al., arXiv 2402.05359: both conditions, the tasks, and the condition that each task violates; the
        reasons why a task meets both are in our words
      </Provenance>
      <p className="text-sm text-muted">
        Later work describes the costs. Parts that depend on each other add errors, and so does an imperfect merge.
        Splitting a long text pays when reading the whole text at once causes more errors than these two.
      </p>
      <Provenance kind="quoted">Xu et al., arXiv 2506.16411, abstract, in our words</Provenance>
    </div>
  );
}
