import type { RunView } from '@/components/workbench/state';
import { placed } from '@/lib/panels/ner/placed';
import type { ErrorCase } from '@/lib/panels/ner/report/error-list';
import type { System } from '@/lib/panels/ner/report/systems';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { EntityText } from '../entities/entity-text';
import { OpenCase } from './open-case';
import { pairsText } from './words';

/** One error: what was predicted, and what is there. */
export function ErrorRow({
  run,
  error: { unit, sentence, kind, mention, label, entities },
  system,
  labels,
  onOpen,
}: {
  run: RunView<NerSettings>;
  error: ErrorCase;
  system: System;
  labels: readonly string[];
  onOpen: (unit: string) => void;
}) {
  const isMissed = kind === 'missed';
  const { spans } = placed(sentence.text, [
    { mention, label, note: isMissed ? 'gold' : 'predicted' },
    ...entities.map(gold => ({ ...gold, note: 'gold' })),
  ]);
  const gold = entities.map(one => [one.mention, one.label] as const);
  return (
    <div className="space-y-1">
      <div className="flex flex-wrap items-center gap-x-3">
        <OpenCase run={run} unit={unit} condition={system.id} onOpen={onOpen} />
        <span className="text-sm">
          {isMissed ? 'Missed' : 'Predicted'} {pairsText([[mention, label]])}
          {gold.length > 0 && `; gold: ${pairsText(gold)}`}
        </span>
      </div>
      <p>
        <EntityText
          text={sentence.text}
          labels={labels}
          spans={spans.map(span => ({ ...span, note: span.of.note, isFaint: span.of.note === 'gold' && !isMissed }))}
        />
      </p>
    </div>
  );
}
