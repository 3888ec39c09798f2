import type { FlowNode } from '@/lib/panels/divide-and-conquer/flow/flow';
import { StepMark } from './step-mark';

/** What the shapes of one diagram mean, in the order in which they appear. Silent: the name of the diagram says the same. */
export function StepKey({ nodes, color }: { nodes: readonly FlowNode[]; color: string }) {
  const kinds = [...new Map(nodes.map(node => [`${node.noun} ${node.byCode}`, node])).values()];
  return (
    <p aria-hidden className="flex flex-wrap gap-x-3 text-caption text-muted">
      {kinds.map(({ key, role, noun, byCode }) => (
        <span key={key} className="inline-flex items-center gap-1 whitespace-nowrap">
          <svg viewBox="-7 -7 14 14" className="size-3.5 shrink-0">
            <StepMark role={role} byCode={byCode} color={color} />
          </svg>
          {noun}
          {byCode && ' by code'}
        </span>
      ))}
    </p>
  );
}
