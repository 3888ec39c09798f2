import { measuredModelsSchema, type MeasuredTask } from '@/lib/experiment/measured-models';
import { Provenance } from '../ui/provenance';
import models from './recorded/models.json';

const percent = (value: number): string => value.toFixed(value === 0 || value === 100 ? 0 : 1);

/** What the models that come with the site can do, and what they cannot. */
export function Models() {
  return (
    <>
      <p className="max-w-measure">
        The models that come with Loupe are small: they answer at once on any machine, and each knows one thing. Larger
        models run on a GPU or a server of yours. What the small ones were measured at, on problems that they were not
        trained on:
      </p>
      <div className="mt-4 grid gap-x-12 gap-y-8 lg:grid-cols-2">
        {measuredModelsSchema.parse(models).map(({ id, title, parameters, cannot, tasks }) => (
          <table key={id} className="w-full self-start">
            <caption className="mb-1 text-left">
              <span className="text-lg font-semibold">{title}</span>
              {parameters !== null && (
                <span className="text-muted"> {(parameters / 1e6).toFixed(1)} million parameters</span>
              )}
              <span className="block">{cannot}</span>
            </caption>
            <thead className="text-left text-caption text-muted">
              <tr>
                <th scope="col" className="font-normal">
                  Task
                </th>
                <th scope="col" className="pl-3 text-right font-normal">
                  Score %
                </th>
                <th scope="col" className="hidden pl-3 text-right font-normal sm:table-cell">
                  95 % interval
                </th>
                <th scope="col" className="pl-3 text-right font-normal">
                  n
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line border-y border-line">
              {tasks.map(task => (
                <Row key={task.task} {...task} />
              ))}
            </tbody>
          </table>
        ))}
      </div>
      <Provenance kind="measured" className="mt-4">
        with Loupe’s own programs, seeds fixed; intervals are Wilson’s for shares of right answers, bootstraps over
        sentences for F1
      </Provenance>
    </>
  );
}

function Row({ task, measure, score, low, high, n }: MeasuredTask) {
  return (
    <tr className="align-baseline">
      <th scope="row" className="py-1 text-left font-normal">
        {task}
      </th>
      <td className="py-1 pl-3 text-right whitespace-nowrap">
        {percent(score)} <span className="text-caption text-muted">{measure}</span>
      </td>
      <td className="hidden py-1 pl-3 text-right whitespace-nowrap text-muted sm:table-cell">
        {percent(low)} to {percent(high)}
      </td>
      <td className="py-1 pl-3 text-right text-muted">{n}</td>
    </tr>
  );
}
