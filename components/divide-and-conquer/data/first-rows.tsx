import { figure } from '@/components/workbench/data/words';
import { fieldOf, type Row } from '@/lib/data/rows';
import type { MappingDraft } from '@/lib/panels/divide-and-conquer/tasks/verification/data/mapping';
import { type TextLabels } from './words';

const shortly = (text: string): string => (text.length > 240 ? `${text.slice(0, 240)} \u2026` : text);

/** The first rows of a file, in the columns that are chosen so far. */
export function FirstRows({ rows, draft, labels }: { rows: readonly Row[]; draft: MappingDraft; labels: TextLabels }) {
  const parts = [
    [labels.source, draft.source],
    [labels.text, draft.text],
    ['Label', draft.label],
  ] as const;
  return (
    <section aria-label="First rows" className="space-y-2">
      <h3 className="text-sm font-semibold">The first rows, as they would be read</h3>
      <ol className="space-y-2">
        {rows.slice(0, 3).map(row => (
          <li key={row.line} className="rounded-md border border-line px-3 py-2 text-sm">
            <p className="text-caption text-muted">Line {figure(row.line)}</p>
            <dl>
              {parts.map(([word, column]) => (
                <div key={word}>
                  <dt className="inline font-semibold">{word}: </dt>
                  <dd className="inline break-words">
                    {column === null ? (
                      <span className="text-muted">not chosen</span>
                    ) : (
                      shortly(fieldOf(row, column) ?? '')
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
    </section>
  );
}
