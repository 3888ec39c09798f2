import type { PicturedCell, ResultPicture } from '@/lib/experiment/result-picture';
import { classes } from '../ui/classes';

/** More rows than this stand closer together. */
const many = 10;

/** The main figure of a run as bars, one row for each thing that was compared. */
export function ResultBars({ measure, by, columns, rows }: ResultPicture) {
  return (
    <table className={classes('w-full table-fixed text-caption', rows.length > many && 'leading-[0.95rem]')}>
      <caption className="sr-only">
        {measure}
        {by !== null && `, by ${by.toLowerCase()}`}
      </caption>
      <thead className="text-muted">
        <tr>
          <th scope="col" className="w-[45%] text-left font-normal">
            {measure}
          </th>
          {columns.map(title => (
            <th key={title} scope="col" className="font-normal">
              <span className="sr-only">{by} </span>
              {title}
            </th>
          ))}
          {columns.length === 0 && (
            <th scope="col" className="sr-only">
              Figure
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ title, cells }) => (
          <tr key={title}>
            <th scope="row" className="truncate pr-2 text-left font-normal" title={title}>
              {title}
            </th>
            {cells[0]?.by === '' ? (
              <td colSpan={Math.max(1, columns.length)}>
                <Bar {...cells[0]} isWordy />
              </td>
            ) : (
              columns.map(column => (
                <td key={column} className="px-0.5">
                  <Bar {...(cells.find(({ by: of }) => of === column) ?? { text: 'none', share: 0 })} />
                </td>
              ))
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A bar on its ground; its words beside it where there is room, else for screen readers only. */
function Bar({ text, share, isWordy = false }: Pick<PicturedCell, 'text' | 'share'> & { isWordy?: boolean }) {
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden title={text} className="h-2.5 min-w-0 flex-1 rounded-[2px] bg-line/60 forced-color-adjust-none">
        <span className="block h-full rounded-[2px] bg-accent" style={{ width: `${100 * share}%` }} />
      </span>
      <span className={isWordy ? 'w-14 text-right whitespace-nowrap' : 'sr-only'}>{text}</span>
    </span>
  );
}
