'use client';

import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { failures } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { factsOf } from '@/lib/evaluation/call-facts';
import { failureOf, outcomeOf } from '@/lib/evaluation/outcome';
import { lineOfValue } from '@/lib/evaluation/shorten';
import type { TracedCall } from './call';
import { isWrong, type NodeStatus, statuses } from './status';
import { StatusIcon } from './status-icon';
import { TokenStrip } from './token-strip';

/** One call in full: the exact prompt, the raw answer, how it was read, what would have been right, and what it cost. Text only. */
export function Inspector({
  call,
  status,
  expected,
  about,
  inside,
}: {
  call: TracedCall;
  status: NodeStatus;
  /** Undefined where the right outcome is not known. */
  expected: Json | undefined;
  /** What the place of the call is about: the sub-problem, the statement, the question. */
  about?: string;
  /** What happened inside the model, where its engine can show it. */
  inside?: ReactNode;
}) {
  const { entry } = call;
  const messages = call.request?.messages ?? [];
  const found = outcomeOf(entry);
  const failure = failureOf(entry) ?? call.failure;
  return (
    <div className="space-y-4 text-sm">
      <div>
        <p className="text-caption text-muted">{call.path.slice(0, -1).join(' › ')}</p>
        {about && <p className="mt-1 break-words">{about}</p>}
        <p className="mt-1 flex items-center gap-1.5">
          <StatusIcon status={status} className="size-4" />
          <span className={isWrong(status) ? 'font-semibold text-danger' : 'font-semibold'}>
            {statuses[status].word}
          </span>
        </p>
        <p className="text-muted">{statuses[status].meaning}</p>
      </div>

      {(entry || expected !== undefined) && (
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
          <Pair name={entry?.kind === 'value' ? 'By code' : 'Read as'}>
            {found === undefined ? <span className="text-muted">nothing</span> : <Value value={found} />}
          </Pair>
          {expected !== undefined && (
            <Pair name="Expected">
              <Value value={expected} />
            </Pair>
          )}
        </dl>
      )}
      {failure && (
        <p className="rounded-md border-l-4 border-warning bg-warning-soft px-3 py-2">
          {failures[failure.kind].sentence} {failure.detail}
        </p>
      )}

      {messages.map((message, index) => (
        <Verbatim
          key={index}
          title={message.role === 'user' ? 'Prompt' : message.role === 'system' ? 'System prompt' : 'Earlier answer'}
          text={message.content}
        />
      ))}
      {call.request && <Verbatim title={call.status === 'running' ? 'Answer so far' : 'Raw answer'} text={call.text} />}
      {entry?.kind === 'value' && <p className="text-muted">Computed by code: no model was asked.</p>}

      {entry?.kind === 'call' && (
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 border-t border-line pt-3">
          {factsOf(entry).map(({ name, value }) => (
            <Pair key={name} name={name}>
              {value}
            </Pair>
          ))}
        </dl>
      )}
      {entry?.kind === 'call' && entry.logprobs && entry.logprobs.length > 0 && <TokenStrip tokens={entry.logprobs} />}
      {inside}
    </div>
  );
}

/** A parsed value: a list of texts as a list, all else in a line. */
function Value({ value }: { value: Json }) {
  const isList = Array.isArray(value) && (value.length > 2 || value.some(item => lineOfValue(item).length > 24));
  if (!isList) return lineOfValue(value);
  return (
    <ol className="list-decimal space-y-0.5 pl-5">
      {value.map((item, place) => (
        <li key={place} className="break-words">
          {lineOfValue(item)}
        </li>
      ))}
    </ol>
  );
}

function Pair({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 font-mono break-words">{children}</dd>
    </>
  );
}

function Verbatim({ title, text }: { title: string; text: string }) {
  return (
    <section>
      <div className="mb-1 flex items-center justify-between gap-2">
        <h3 className="font-semibold">{title}</h3>
        {text && <CopyButton size="small" variant="ghost" text={text} />}
      </div>
      <pre
        tabIndex={0}
        aria-label={title}
        className="max-h-72 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-[0.8125rem] leading-relaxed break-words whitespace-pre-wrap"
      >
        {text || <span className="text-muted">empty</span>}
      </pre>
    </section>
  );
}
