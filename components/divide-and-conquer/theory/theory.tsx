import type { ReactNode } from 'react';
import { Chain } from './chain';
import { Conditions } from './conditions';
import { Depth } from './depth';
import { LazyDecodingContext, LazyToy } from './lazy';

/** The theory of divide-and-conquer prompting (arXiv 2402.05359) on one page. */
export function Theory() {
  return (
    <div className="space-y-12">
      <div className="grid gap-x-12 gap-y-12 lg:grid-cols-2">
        <Part title="What can be solved, and how">
          <Chain />
        </Part>
        <Part title="Why a fixed depth matters">
          <Depth />
        </Part>
      </div>
      <Part title="Touch it: does the pattern occur in the base tree?">
        <p className="mb-4 max-w-measure">
          This is 2-BSI. The program of the paper&rsquo;s proof decides it: split the pattern, solve single nodes by
          their colour, merge two lists of matching nodes. Each stage is small enough for one pass of a model.
        </p>
        <LazyToy />
      </Part>
      <div className="grid gap-x-12 gap-y-12 lg:grid-cols-2">
        <Part title="Why it can still win: shorter contexts">
          <p className="mb-4 max-w-measure">
            By proposition 3, a chain of thought can do whatever divide and conquer can. By proposition 4, divide and
            conquer draws each token with less text in context, on average, and that is the advantage it has left.
          </p>
          <LazyDecodingContext />
        </Part>
        <Part title="Does it apply here?">
          <Conditions />
        </Part>
      </div>
    </div>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="min-w-0">
    <h2 className="mb-3 text-2xl font-semibold tracking-tight">{title}</h2>
    {children}
  </section>
);
