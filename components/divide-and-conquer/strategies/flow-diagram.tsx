import type { Flow } from '@/lib/panels/divide-and-conquer/flow/flow';
import { describeFlow } from '@/lib/panels/divide-and-conquer/flow/describe';
import { pictureOf, width } from './layout';
import { StepMark, stepWords } from './step-mark';

/**
 * A strategy's calls, time from left to right. A solid line: the later call's prompt holds the earlier answer. A dotted one: it only
 * waits for it. Lines that pass over steps are finer, since a growing context has many.
 */
export function FlowDiagram({ flow, color }: { flow: Flow; color: string }) {
  const { steps, edges, height, labels, labelY } = pictureOf(flow, stepWords);
  return (
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
          kind={node.kind}
          byCode={node.byCode}
          color={color}
          x={x}
          y={y}
          title={`${node.label}${node.byCode ? ', by code' : ''}`}
        />
      ))}
      {labels.map(({ x, text }) => (
        <text key={x} x={x} y={labelY} textAnchor="middle" className="fill-muted text-[12px]">
          {text}
        </text>
      ))}
    </svg>
  );
}
