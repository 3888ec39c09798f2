'use client';

import { classes } from '@/components/ui/classes';
import { partingOf } from './first-difference';

/** One text, or two side by side with the first character marked in which they differ. */
export function PartedTexts({ texts, names }: { texts: readonly (string | undefined)[]; names: readonly string[] }) {
  const [left, right] = texts;
  const parting = left === undefined || right === undefined ? null : partingOf(left, right);
  return (
    <div className={classes('grid gap-3', texts.length > 1 && 'sm:grid-cols-2')}>
      {texts.map((text, side) => (
        <figure key={names[side]} className="min-w-0">
          <figcaption className="mb-1 text-caption text-muted">{names[side]}</figcaption>
          <pre
            tabIndex={0}
            aria-label={names[side]}
            className="max-h-56 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm break-words whitespace-pre-wrap"
          >
            {text === undefined ? (
              <span className="font-sans text-muted">nothing</span>
            ) : !parting ? (
              text || <span className="font-sans text-muted">empty</span>
            ) : (
              <>
                {parting.shared}
                <Mark text={parting.marks[side as 0 | 1]} />
                {parting.rests[side as 0 | 1]}
              </>
            )}
          </pre>
        </figure>
      ))}
    </div>
  );
}

/** Characters that cannot be seen by themselves. */
const signs: Record<string, string> = { '\n': '↵\n', '\r\n': '↵\n', ' ': '␣', '\t': '⇥' };

function Mark({ text }: { text: string }) {
  return (
    <mark className="rounded-sm bg-transparent font-bold text-ink underline decoration-2 underline-offset-2 outline-2 outline-offset-1 outline-warning">
      {text === '' ? '⟨end⟩' : (signs[text] ?? text)}
    </mark>
  );
}
