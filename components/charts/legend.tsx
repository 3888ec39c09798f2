import type { Series } from './series';
import { SeriesSign } from './series-sign';

/** The sign and name of every series. Hidden from screen readers, because the table names them too. */
export function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul aria-hidden className="mb-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {series.map(item => (
        <li key={item.id} className="flex items-center gap-1.5">
          <SeriesSign series={item} />
          {item.label}
        </li>
      ))}
    </ul>
  );
}
