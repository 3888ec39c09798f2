'use client';

import { nodeStatusOf, statuses } from '@/components/trace/status';
import { StatusIcon } from '@/components/trace/status-icon';
import type { UnitTrace } from '@/components/trace/unit-trace';
import { useActions } from '@/components/workbench/context';
import type { RunView } from '@/components/workbench/state';
import { nerPanel } from '@/lib/panels/ner/panel';
import type { NerInput } from '@/lib/panels/ner/phases';
import { placed } from '@/lib/panels/ner/placed';
import { labelsOfResults } from '@/lib/panels/ner/report/comparison';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { EntityText } from '../entities/entity-text';
import { stepName } from '../step-name';

/** One sentence in full: its gold annotation, and every answer to it with the entities that it names. */
export function SentenceView({ trace }: { run: RunView<NerSettings>; trace: UnitTrace }) {
  const { select } = useActions();
  const input = trace.unit.input as NerInput;
  const result = trace.result?.value === undefined ? undefined : nerPanel.readResult(trace.result.value);
  if (input.kind === 'vectors') return <p>{input.texts.length} texts are embedded.</p>;
  const { text, entities } = input.sentence;
  const { labels } = input;
  const asked = labels.length > 0 ? labels : labelsOfResults(trace.result ? [trace.result] : [], []);
  const answers =
    result?.kind === 'annotation'
      ? result.answers
      : result?.kind === 'test'
        ? Object.values(result.conditions).map(one => ('pairs' in one ? one : null))
        : [];
  return (
    <div className="space-y-4">
      <p className="text-xl leading-snug">
        <EntityText text={text} spans={entities ?? []} labels={asked} />
      </p>
      <p className="text-caption text-muted">
        {entities ? 'As people annotated it.' : 'Nobody has annotated this sentence.'}
      </p>
      <ol className="space-y-2">
        {[...trace.calls].map(([key, call], at) => {
          const answer = answers[at];
          const status = nodeStatusOf(call);
          const { spans, absent } = placed(
            text,
            (answer?.pairs ?? []).map(([mention, label]) => ({ mention, label })),
          );
          return (
            <li key={key} className="rounded-lg border border-line bg-surface p-3">
              <button
                type="button"
                data-step={key}
                className="mb-1 flex items-center gap-1.5 text-caption text-muted underline-offset-4 hover:underline"
                onClick={() => select(key)}
              >
                <StatusIcon status={status} />
                {stepName(call)}
                <span className="sr-only">, {statuses[status].word}</span>
              </button>
              {answer ? (
                <p>
                  <EntityText text={text} spans={spans} labels={asked} />
                  {absent.length > 0 && (
                    <span className="block text-caption text-muted">
                      Not in the sentence: {absent.map(({ mention, label }) => `${mention} (${label})`).join(', ')}
                    </span>
                  )}
                </p>
              ) : (
                <p className="font-mono text-sm">{call.text}</p>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
