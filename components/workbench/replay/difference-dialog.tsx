'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { answerOf, promptOf, sentenceOf } from './difference-words';
import type { Difference } from './divergence';
import { partingOf } from './first-difference';
import { PartedTexts } from './parted-texts';

/** Both answers of a call side by side, and what was asked for them. */
export function DifferenceDialog({
  difference,
  place,
  total,
  onMove,
  onClose,
}: {
  difference: Difference;
  place: number;
  total: number;
  onMove: (place: number) => void;
  onClose: () => void;
}) {
  const { key, recorded, here } = difference;
  const prompts = [promptOf(recorded), promptOf(here)] as const;
  const answers = [answerOf(recorded), answerOf(here)] as const;
  const isSamePrompt = prompts[0] === prompts[1];
  return (
    <Dialog
      title={place === 0 ? 'The first difference' : `Difference ${place + 1} of ${total}`}
      description={<span className="font-mono break-words">{key}</span>}
      onClose={onClose}
      footer={
        total > 1 && (
          <>
            <Button
              size="small"
              icon={<ChevronLeft aria-hidden />}
              disabled={place === 0}
              onClick={() => onMove(place - 1)}
            >
              Earlier
            </Button>
            <Button size="small" disabled={place + 1 >= total} onClick={() => onMove(place + 1)}>
              Later <ChevronRight aria-hidden />
            </Button>
          </>
        )
      }
    >
      <div className="space-y-5">
        <p className="font-semibold">{sentenceOf(difference)}</p>
        <section className="space-y-2">
          <h3 className="font-semibold">{recorded?.kind === 'value' ? 'Values' : 'Answers'}</h3>
          <PartedTexts texts={answers} names={['Recorded', 'Here']} />
          <Where texts={answers} />
        </section>
        {prompts[0] !== undefined || prompts[1] !== undefined ? (
          <section className="space-y-2">
            <h3 className="font-semibold">{isSamePrompt ? 'The prompt, the same in both' : 'Prompts'}</h3>
            {isSamePrompt ? (
              <PartedTexts texts={[prompts[0]]} names={['Both']} />
            ) : (
              <PartedTexts texts={prompts} names={['Recorded', 'Here']} />
            )}
            {!isSamePrompt && <Where texts={prompts} />}
          </section>
        ) : null}
      </div>
    </Dialog>
  );
}

/** Where the texts part, in words. */
function Where({ texts: [recorded, here] }: { texts: readonly [string | undefined, string | undefined] }) {
  if (recorded === undefined || here === undefined) return null;
  const parting = partingOf(recorded, here);
  return (
    <p className="text-caption text-muted">
      {parting
        ? `They part at character ${parting.place.toLocaleString('en')}, which is framed and underlined.`
        : 'Both texts are the same.'}
    </p>
  );
}
