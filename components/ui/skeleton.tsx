import { classes } from './classes';

/** Keeps the place of what is coming. Still, and silent to screen readers: say what loads beside it. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classes('rounded-md bg-line/45', className ?? 'h-4 w-full')} />;
}
