import type { Change } from '@/lib/panels/ner/report/changes';

/** What a condition changed against the baseline, one line a mention. */
export function Changes({ changes, baseline }: { changes: readonly Change[]; baseline: string }) {
  if (changes.length === 0) return <p className="text-caption text-muted">The same as {baseline}.</p>;
  return (
    <div className="text-sm">
      <p className="text-caption text-muted">Changed against {baseline}:</p>
      <ul className="list-disc pl-5">
        {changes.map(change => (
          <li key={`${change.what} ${change.mention}`}>
            {words(change)}
            {change.effect && <strong>: {change.effect}</strong>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function words({ what, mention, label, before }: Change): string {
  switch (what) {
    case 'added':
      return `names ${mention} (${label})`;
    case 'removed':
      return `no longer names ${mention} (${label})`;
    case 'relabelled':
      return `${mention}: ${label} in place of ${before}`;
  }
}
