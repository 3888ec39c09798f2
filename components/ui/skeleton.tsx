import { classes } from './classes';

/** Reserves the space of content that loads. It is hidden from screen readers, so add a status text beside it. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classes('rounded-md bg-line/45', className ?? 'h-4 w-full')} />;
}
