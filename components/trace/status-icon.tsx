import type { CSSProperties } from 'react';
import {
  Check,
  CircleDashed,
  CircleStop,
  CircleX,
  CornerLeftUp,
  Dot,
  LoaderCircle,
  Minus,
  TriangleAlert,
  X,
} from 'lucide-react';
import { classes } from '@/components/ui/classes';
import type { NodeStatus } from './status';

const icons = {
  right: { Icon: Check, ink: 'text-good' },
  entered: { Icon: CircleX, ink: 'text-danger' },
  inherited: { Icon: CornerLeftUp, ink: 'text-danger' },
  wrong: { Icon: X, ink: 'text-danger' },
  failed: { Icon: TriangleAlert, ink: 'text-warning' },
  done: { Icon: Dot, ink: 'text-muted' },
  running: { Icon: LoaderCircle, ink: 'text-accent motion-safe:animate-spin' },
  missing: { Icon: Minus, ink: 'text-muted' },
  stopped: { Icon: CircleStop, ink: 'text-muted' },
  waiting: { Icon: CircleDashed, ink: 'text-muted' },
};

/** The sign of a status. Its word must stand beside it or in the label of what it is part of. */
export function StatusIcon({
  status,
  className = 'size-3',
  style,
}: {
  status: NodeStatus;
  className?: string;
  style?: CSSProperties;
}) {
  const { Icon, ink } = icons[status];
  return <Icon aria-hidden strokeWidth={2.5} className={classes('shrink-0', ink, className)} style={style} />;
}
