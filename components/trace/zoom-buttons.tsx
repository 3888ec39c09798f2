import { Maximize, Minus, Plus } from 'lucide-react';
import { classes } from '../ui/classes';
import type { Zoom } from './use-zoom';

/** Nearer, farther, and the whole picture: in the corner beside the root, where no tree has nodes. */
export function ZoomButtons({ zoom, onFit }: { zoom: Zoom; onFit: () => void }) {
  const buttons = [
    { name: 'Zoom in', Icon: Plus, act: () => zoom.nearer(), isOff: !zoom.canGrow },
    { name: 'Zoom out', Icon: Minus, act: () => zoom.farther(), isOff: !zoom.canShrink },
    { name: 'Fit the whole tree', Icon: Maximize, act: onFit, isOff: false },
  ];
  return (
    <div
      role="group"
      aria-label="Zoom"
      className="absolute top-0 right-0 flex flex-col overflow-hidden rounded-md border border-line bg-surface/90"
    >
      {buttons.map(({ name, Icon, act, isOff }) => (
        // One that does nothing now keeps the focus that it has.
        <button
          key={name}
          type="button"
          aria-label={name}
          title={name}
          aria-disabled={isOff || undefined}
          onClick={act}
          className={classes(
            'flex size-7 items-center justify-center text-muted transition-colors focus-visible:-outline-offset-2',
            isOff ? 'opacity-45' : 'hover:bg-sunken hover:text-ink',
          )}
        >
          <Icon aria-hidden className="size-3.5" />
        </button>
      ))}
    </div>
  );
}
