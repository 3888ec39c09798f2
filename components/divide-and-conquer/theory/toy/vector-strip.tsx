/** The match vector, one cell for each base node. Hidden from screen readers: the picture and the table say the same. */
export function VectorStrip({ nodes, matching }: { nodes: readonly number[]; matching: ReadonlySet<number> | null }) {
  return (
    <div aria-hidden className="flex flex-wrap items-end justify-center gap-y-1 font-mono text-caption">
      <span className="mr-2 font-sans text-muted">vector</span>
      {nodes.map(node => {
        const isMatch = matching?.has(node) ?? false;
        return (
          <span key={node} className="w-6 text-center leading-tight">
            <span className="block text-muted">{node}</span>
            <span
              className={`block border ${isMatch ? 'border-accent bg-accent font-semibold text-accent-ink' : 'border-line'}`}
            >
              {matching ? Number(isMatch) : '·'}
            </span>
          </span>
        );
      })}
    </div>
  );
}
