'use client';

import { type ReactNode, useMemo } from 'react';
import { nodeStatusOf, statuses } from '@/components/trace/status';
import { StatusIcon } from '@/components/trace/status-icon';
import { useActions } from '@/components/workbench/context';
import { failures } from '@/lib/core/failure';
import { predictionOfAnswer } from '@/lib/panels/ner/annotations';
import { readAnswerOf } from '@/lib/panels/ner/report/verdicts';
import type { SentenceResult } from '@/lib/panels/ner/result';
import { answerOf, type KeyedCall } from '../answers';
import { JudgedText } from '../judged/judged-text';

/** One answer: what it names against the gold annotation, what of it does not count, and the raw text on demand. Its title opens the call. */
export function AnswerCard({
  title,
  keyed,
  sentence,
  labels,
  children,
}: {
  title: string;
  /** Undefined where the call was not sent. */
  keyed: KeyedCall | undefined;
  /** With its gold annotation. */
  sentence: SentenceResult;
  labels: readonly string[];
  /** Below the answer. */
  children?: ReactNode;
}) {
  const { select } = useActions();
  const call = keyed?.call;
  const answer = useMemo(() => answerOf(call), [call]);
  const read = useMemo(() => answer && readAnswerOf(sentence, predictionOfAnswer(answer)), [answer, sentence]);
  const status = call ? nodeStatusOf(call) : 'waiting';
  return (
    <li className="rounded-lg border border-line bg-surface p-3 [contain-intrinsic-size:auto_6rem] [content-visibility:auto]">
      {keyed ? (
        <button
          type="button"
          data-step={keyed.key}
          className="mb-1 flex items-center gap-1.5 text-caption text-muted underline-offset-4 hover:underline"
          onClick={() => select(keyed.key)}
        >
          <StatusIcon status={status} />
          {title}
          <span className="sr-only">, {statuses[status].word}, open the call</span>
        </button>
      ) : (
        <p className="mb-1 flex items-center gap-1.5 text-caption text-muted">
          <StatusIcon status="waiting" />
          {title}: {statuses.waiting.word}
        </p>
      )}
      {read && answer?.unreadable === null && <JudgedText text={sentence.text} answer={read} labels={labels} />}
      {answer && answer.unreadable !== null && (
        <p className="text-sm">It cannot be read, and counts as naming no entity: {answer.unreadable}</p>
      )}
      {answer?.cut && (
        <p className="text-caption text-muted">
          Cut short at the limit of its tokens: the whole items of its list count.
        </p>
      )}
      {answer && answer.dropped.length > 0 && (
        <p className="text-caption text-muted">
          Does not count:{' '}
          {answer.dropped.map(({ mention, label, reason }) => `${mention} (${label}): ${reason}`).join('; ')}
        </p>
      )}
      {call?.failure && <p className="text-sm">{failures[call.failure.kind].sentence}</p>}
      {children}
      {call && call.text !== '' && (answer ? <Raw text={call.text} /> : <Text text={call.text} />)}
    </li>
  );
}

function Raw({ text }: { text: string }) {
  return (
    <details className="mt-1">
      <summary className="w-fit text-caption text-muted underline decoration-dotted underline-offset-4">
        Raw answer
      </summary>
      <Text text={text} />
    </details>
  );
}

const Text = ({ text }: { text: string }) => (
  <pre className="mt-1 max-h-64 overflow-auto font-mono text-sm wrap-anywhere whitespace-pre-wrap">{text}</pre>
);
