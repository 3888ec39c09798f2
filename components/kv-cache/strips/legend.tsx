/** What the marks of the strips mean; drawn as on the canvas. */
export function StripLegend({
  color,
  hasAttention,
  hasMerges,
}: {
  color: string;
  hasAttention: boolean;
  hasMerges: boolean;
}) {
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-0.5 text-caption text-muted">
      <span className="inline-flex items-center gap-1.5">
        <span aria-hidden className="inline-flex h-3 w-6 forced-color-adjust-none">
          <Sample color={color} share={hasAttention ? 28 : 70} />
          <Sample color={color} share={hasAttention ? 100 : 70} />
        </span>
        kept{hasAttention && '; stronger: more attention received'}
      </span>
      {hasMerges && (
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="inline-flex h-3 w-3 items-end">
            <span className="h-1/2 w-full bg-ink forced-color-adjust-none" />
          </span>
          merged into another
        </span>
      )}
      <span className="inline-flex items-center gap-1.5">
        <span aria-hidden className="inline-flex h-3 w-3 items-end">
          <span className="h-px w-full bg-line-strong forced-color-adjust-none" />
        </span>
        evicted
      </span>
    </p>
  );
}

const Sample = ({ color, share }: { color: string; share: number }) => (
  <span className="h-full w-3" style={{ background: `color-mix(in srgb, ${color} ${share}%, var(--surface))` }} />
);
