import { describeFlow } from '@/lib/panels/divide-and-conquer/flow/describe';
import type { Flow } from '@/lib/panels/divide-and-conquer/flow/flow';
import { pictureOf, width } from './layout';
import { StepKey } from './step-key';
import { StepMark } from './step-mark';

/**
 * A strategy's steps, time from left to right. A solid line: the later call's prompt holds the earlier answer. A dotted one: the later
 * call only waits for it. Lines that pass over steps are finer, since a growing context has many.
 */
export function FlowDiagram({ flow, color }: { flow: Flow; color: string }) {
  const { steps, edges, height } = pictureOf(flow);
  return (
    <div className="space-y-1">
      <svg
        role="img"
        aria-label={describeFlow(flow)}
        viewBox={`0 0 ${width} ${height}`}
        className="block h-auto w-full max-w-[24rem]"
      >
        {edges.map(({ edge, d }) => (
          <path
            key={`${edge.from} ${edge.to}`}
            d={d}
            fill="none"
            stroke="var(--line-strong)"
            strokeWidth={edge.waits ? 1.2 : 0.7}
            {...(!edge.sees && { strokeDasharray: '1.5 3', strokeLinecap: 'round' as const })}
          />
        ))}
        {steps.map(({ node, x, y }) => (
          <StepMark
            key={node.key}
            role={node.role}
            byCode={node.byCode}
            color={color}
            x={x}
            y={y}
            title={`${node.label}${node.byCode ? ', by code' : ''}`}
          />
        ))}
      </svg>
      <StepKey nodes={flow.nodes} color={color} />
    </div>
  );
}
