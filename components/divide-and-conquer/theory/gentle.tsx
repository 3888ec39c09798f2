import type { ReactNode } from 'react';
import { layers } from './layers';

/** What the theory is about, before its terms: a fixed amount of work for each token, and three ways to use it. */
export const Gentle = () => (
  <div className="grid items-start gap-x-12 gap-y-6 lg:grid-cols-2">
    <div className="max-w-measure space-y-3">
      <p>
        A language model does the same amount of work for every token that it writes. The model of this site has{' '}
        {layers} layers: what it computes for a token passes through them one after another, and then the token is
        there. Some problems need more steps that wait for each other than there are layers, for instance a value that
        passes through many levels of a tree. One pass is then too short, whatever the model has learned. For this small
        model, the product of two numbers of two digits is too much already.
      </p>
      <p>
        There are two ways out. The model can write its steps down, so that each step starts from the ones before it: a
        chain of thought. Or the problem can be split into parts that fit into one pass, each part solved in a call of
        its own, and the answers merged: divide and conquer. Both get further than a direct answer. The rest of this
        page says how far, what the second way gains over the first, and when it gains nothing.
      </p>
    </div>
    <figure className="min-w-0">
      <div className="grid grid-cols-3 gap-4">
        <Way title="Direct answer" words="one pass">
          <Pass x={60} y={52} />
        </Way>
        <Way title="Chain of thought" words="passes that wait for each other; the text grows">
          {[0, 1, 2, 3].map(at => (
            <g key={at}>
              {at > 0 && <path d={`M60 ${at * 30 - 6}v8`} stroke="var(--line-strong)" />}
              <Pass x={60} y={at * 30 + 12} width={26 + 18 * at} />
            </g>
          ))}
        </Way>
        <Way title="Divide and conquer" words="parts that know nothing of each other; short texts">
          {[16, 60, 104].map(x => (
            <g key={x}>
              <path d={`M60 22L${x} 46M${x} 64L60 88`} stroke="var(--line-strong)" fill="none" />
              <Pass x={x} y={55} />
            </g>
          ))}
          <Pass x={60} y={14} />
          <Pass x={60} y={96} />
        </Way>
      </div>
      <figcaption className="mt-2 text-caption text-muted">
        A box is one pass of the model or more; its width is the text that it has in view.
      </figcaption>
    </figure>
  </div>
);

const Way = ({ title, words, children }: { title: string; words: string; children: ReactNode }) => (
  <div className="min-w-0">
    <svg viewBox="0 0 120 112" aria-hidden className="block h-auto w-full">
      {children}
    </svg>
    <p className="text-sm font-semibold">{title}</p>
    <p className="text-caption text-muted">{words}</p>
  </div>
);

const Pass = ({ x, y, width = 30 }: { x: number; y: number; width?: number }) => (
  <rect x={x - width / 2} y={y - 9} width={width} height={18} rx={3} fill="var(--accent)" opacity={0.75} />
);
