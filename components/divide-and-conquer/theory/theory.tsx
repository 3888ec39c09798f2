import type { ReactNode } from 'react';
import { Provenance } from '@/components/ui/provenance';
import { Term } from '@/components/ui/term';
import { Chain } from './chain';
import { Conditions } from './conditions';
import { Depth } from './depth';
import { Gentle } from './gentle';
import { LazyDecodingContext, LazyToy } from './lazy';

const paper = 'Zhang et al., arXiv 2402.05359';

/** The theory of divide-and-conquer prompting (arXiv 2402.05359) on one page. */
export function Theory() {
  return (
    <div className="space-y-12">
      <Gentle />
      <div className="grid gap-x-12 gap-y-12 lg:grid-cols-2">
        <Part title="What each way of prompting can solve">
          <Chain />
        </Part>
        <Part title="Why a fixed depth matters">
          <Depth />
        </Part>
      </div>
      <Part title="Try it: does the pattern occur in the base tree?">
        <div className="mb-4 max-w-measure">
          <p>
            This problem is called two-colour binary subtree isomorphism, 2-BSI for short. The program from the proof of
            theorem 2 decides it. It splits the pattern, solves single nodes by their colour, and merges lists of
            matching nodes. Each of these stages is simple enough for one pass of a transformer.
          </p>
          <Provenance kind="quoted">{paper}, theorem 2 and its proof, in our words</Provenance>
        </div>
        <LazyToy />
      </Part>
      <div className="grid gap-x-12 gap-y-12 lg:grid-cols-2">
        <Part title="What it gains: a shorter context">
          <div className="mb-4 max-w-measure">
            <p>
              By proposition 3, a <Term word="chain of thought (CoT)">chain of thought</Term> can solve everything that{' '}
              <Term word="divide and conquer" /> can solve. By proposition 4, divide and conquer draws each{' '}
              <Term word="token" /> with fewer tokens in context, on average. This is the advantage that remains.
            </p>
            <Provenance kind="quoted">{paper}, propositions 3 and 4, in our words</Provenance>
          </div>
          <LazyDecodingContext />
        </Part>
        <Part title="When to expect a gain">
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
