import { Check, X } from 'lucide-react';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';

interface Verdict {
  task: string;
  applies: boolean;
  reason: string;
}

/** The paper's own table of tasks, in its order: those that satisfy both conditions, then those that do not. */
const verdicts: readonly Verdict[] = [
  { task: 'Integer multiplication', applies: true, reason: 'TC⁰-complete, and its partial products are independent' },
  { task: 'Fact verification of long text', applies: true, reason: 'many claims, each checked on its own' },
  { task: 'Consistency or evaluation of long text', applies: true, reason: 'many sentences, each judged on its own' },
  { task: 'Summary of an article', applies: true, reason: 'many parts, each summarised on its own' },
  { task: 'Integer addition', applies: false, reason: 'lies in S(IO): violates 1' },
  { task: 'Division', applies: false, reason: 'no parallel sub-tasks: violates 2' },
  { task: 'Question answering over several rounds', applies: false, reason: 'sequential: violates 2' },
  { task: 'Planning', applies: false, reason: 'sequential: violates 2' },
];

/** The two conditions, and which tasks meet them. */
export function Conditions() {
  return (
    <div className="space-y-3">
      <ol className="list-decimal space-y-1 pl-5">
        <li>The task is harder than one plain prompt can solve: it lies outside S(IO).</li>
        <li>It has many parallel sub-tasks, and models err on the way: they hallucinate, or a step goes wrong.</li>
      </ol>
      <Table
        caption="Tasks that meet both conditions, and tasks that do not"
        rows={verdicts}
        rowKey={({ task }) => task}
        columns={[
          { id: 'task', title: 'Task', cell: ({ task }) => task },
          {
            id: 'applies',
            title: 'Both?',
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
        Zhang et al., arXiv 2402.05359: the tasks, and the condition that each violates; why a task meets both is said
        in our words
      </Provenance>
      <p className="text-sm text-muted">
        Later work names the price: parts that depend on each other, and a merge that does the hard work badly.
        Splitting a long text wins when the error of reading it whole is larger than these two.
      </p>
      <Provenance kind="quoted">Xu et al., arXiv 2506.16411, abstract, in our words</Provenance>
    </div>
  );
}
