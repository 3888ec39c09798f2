import type { ReactNode } from 'react';
import { lazily } from '@/components/ui/lazily';
import type { TaskPrompts } from '@/lib/panels/divide-and-conquer/strategies/contract';
import type { Pair } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/numbers';
import { Origin } from './origin';
import type { Problem } from './problem';

const ClaimHead = lazily(() => import('./claim-head').then(module => module.ClaimHead));
const OwnHead = lazily(() => import('./own-head').then(module => module.OwnHead));

/** What is asked, and what is right as far as that is known. */
export function ProblemHead({
  problem,
  name,
  prompts: prompts,
  truth,
  data,
}: {
  problem: Problem;
  /** Of the unit. */
  name: string;
  prompts: TaskPrompts;
  truth: string | undefined;
  /** Hash of the user's data set; empty for what comes with the site. */
  data: string;
}): ReactNode {
  switch (problem.kind) {
    case 'numbers':
      return <Numbers numbers={problem.numbers} label={prompts.label(problem.numbers)} truth={truth ?? ''} />;
    case 'claim':
      return (
        <ClaimHead
          claim={problem.claim}
          task={prompts.id}
          title={prompts.title}
          truth={truth}
          isBuiltIn={data === ''}
        />
      );
    case 'own':
      return <OwnHead problem={problem.own} />;
    case 'unknown':
      return <h2 className="text-2xl font-semibold break-words">{name}</h2>;
  }
}

function Numbers({ numbers: { a, b }, label, truth }: { numbers: Pair; label: string; truth: string }) {
  const isLong = a.length + b.length > 16;
  const sign = label.slice(a.length, label.length - b.length).trim();
  return (
    <header className="font-mono">
      <h2 className={`leading-tight tracking-tight break-all ${isLong ? 'text-xl' : 'text-4xl sm:text-5xl'}`}>
        {a} <span className="text-muted">{sign}</span> {b}
      </h2>
      <p className={`mt-1 break-all text-muted ${isLong ? 'text-base' : 'text-xl'}`}>
        = {truth} <Origin>computed</Origin>
      </p>
    </header>
  );
}
