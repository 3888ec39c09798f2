'use client';

import Link from 'next/link';
import { Provenance } from '@/components/ui/provenance';
import { Term } from '@/components/ui/term';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';
import { Fact, Question } from './condition';
import { criticismsOf } from './criticism';
import { asksUser, type ConditionId, type Standing } from './verdict';

/** The paper's conditions on this task, as the task states them or the user answers them, and the reasons against dividing. */
export function AppliesDetails({
  task,
  standing,
  onAnswer,
}: {
  task: Task;
  standing: Standing;
  onAnswer: (standing: Standing) => void;
}) {
  const question = (id: ConditionId, text: string) => (
    <Question key={id} text={text} answer={standing[id]} onAnswer={answer => onAnswer({ ...standing, [id]: answer })} />
  );
  return (
    <div className="@container space-y-4">
      <div className="space-y-3">
        <p>
          <Term word="divide and conquer">Divide and conquer</Term> is expected to beat a single call if two conditions
          hold.
        </p>
        {(['hard', 'parallel'] as const).map(id => {
          const { holds, why } = task.conditions[id];
          return holds === null ? question(id, why) : <Fact key={id} id={id} holds={holds} why={why} />;
        })}
        {asksUser(task) && question('merge', 'Is merging the answers easier than solving the whole?')}
        <Provenance kind="quoted">
          Zhang et al., arXiv 2402.05359: the two conditions{asksUser(task) && '; the question about merging is ours'}
        </Provenance>
      </div>
      <div>
        <h3 className="mb-2 font-semibold">Reasons against it</h3>
        <ul className="grid gap-x-8 gap-y-3 @2xl:grid-cols-2">
          {criticismsOf(task).map(({ id, title, sentence, kind, source }) => (
            <li key={id} className="text-sm">
              <span className="font-semibold">{title}.</span> {sentence}
              <Provenance kind={kind}>{source}</Provenance>
            </li>
          ))}
        </ul>
      </div>
      <p className="text-sm">
        <Link
          prefetch={false}
          href="/divide-and-conquer/theory/"
          className="text-accent underline underline-offset-2 hover:text-accent-strong"
        >
          The theory behind the conditions
        </Link>
      </p>
    </div>
  );
}
