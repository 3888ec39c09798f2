import { ArrowRight } from 'lucide-react';
import { Provenance } from '@/components/ui/provenance';
import { call, tokens } from './examples';

/** A sentence cut into the tokens that a model reads. */
export const TokenFigure = () => (
  <figure className="space-y-3">
    <ol className="flex flex-wrap gap-1 font-mono">
      {tokens.map((token, at) => (
        <li key={at} className="rounded-sm bg-accent-soft px-1 whitespace-pre">
          {token}
        </li>
      ))}
    </ol>
    <Provenance kind="measured" n={tokens.length}>
      tokens of the English model of this site; a pale box with nothing in it is a space
    </Provenance>
  </figure>
);

/** What goes into a call and what comes out of it. */
export const CallFigure = () => (
  <figure className="space-y-3">
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <div className="rounded-md border border-line-strong bg-surface px-3 py-2">
        <span className="block text-caption text-muted">Prompt</span>
        <code>{call.prompt}</code>
      </div>
      <ArrowRight aria-hidden className="size-5 text-muted" />
      <div className="rounded-md border border-line-strong bg-accent-soft px-3 py-2">
        <span className="block text-caption text-muted">Answer</span>
        <code>{call.answer}</code>
      </div>
    </div>
    <p className="text-sm">The right answer is 44242317. A model is not a calculator: it writes what looks likely.</p>
    <Provenance kind="measured" n={1}>
      a call of a recorded run
    </Provenance>
  </figure>
);
