'use client';

import { lazily } from '@/components/ui/lazily';
import { NumberField } from '@/components/ui/number-field';
import { RadioGroup } from '@/components/ui/radio-group';
import { samplingFields, seedField } from '@/lib/experiment/spec';
import { findTask, tasks } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { useActions, usePanel } from '../context';
import { DrawField } from '@/components/divide-and-conquer/form/draw-field';
import { relevantSettings } from '@/components/divide-and-conquer/form/rules';
import { ModelField } from '../model/model-field';
import { SettingField, StrategiesField } from './setting-field';
import { shown, type SettingName } from '../state';

/** What one given multiplication does without comes when it is chosen. */
const CompareField = lazily(() => import('../model/compare-field').then(module => module.CompareField));
const ListField = lazily(() =>
  import('@/components/divide-and-conquer/form/list-field').then(module => module.ListField),
);
const DataField = lazily(() =>
  import('@/components/divide-and-conquer/data/data-field').then(module => module.DataField),
);
const OwnTaskField = lazily(() =>
  import('@/components/divide-and-conquer/own-task-field').then(module => module.OwnTaskField),
);

/** The experiment: all that a link carries. Who answers, what is asked, how it is asked, and with which chance. */
export function ExperimentForm() {
  const problems = usePanel(state => shown(state, 'problems'));
  // A list of names is compared by its words: it is drawn again only when another field comes or goes.
  const names = usePanel(state => relevantSettings(state.experiment.settings, problems).join(' '));
  return (
    <form aria-label="Experiment" className="space-y-5" onSubmit={event => event.preventDefault()}>
      <ModelField />
      {problems === 'drawn' && <CompareField />}
      <TaskField />
      {(names.split(' ') as SettingName[]).map(name => (
        <One key={name} name={name} />
      ))}
      <SettingField name="repeats" />
      <Seed />
      <Sampling />
    </form>
  );
}

/** The control of one setting; several of your own task's share one. */
function One({ name }: { name: SettingName }) {
  const isListed = usePanel(state => findTask(state.experiment.settings.task).list !== undefined);
  switch (name) {
    case 'task':
    case 'repeats':
    case 'ownSplit':
    case 'ownSolve':
    case 'ownMerge':
    case 'ownChecker':
      return null;
    case 'ownProblems':
      return <OwnTaskField />;
    case 'strategies':
      return <StrategiesField />;
    case 'data':
      return <DataField />;
    case 'item':
      return <ListField name="item" />;
    case 'count':
      return isListed ? <ListField name="count" /> : <SettingField name="count" />;
    case 'b':
      return (
        <div className="space-y-2">
          <SettingField name="b" />
          <DrawField />
        </div>
      );
    default:
      return <SettingField name={name} />;
  }
}

const taskOptions = tasks.map(({ id, title, summary }) => ({ value: id, label: title, hint: summary }));

function TaskField() {
  const task = usePanel(state => state.experiment.settings.task);
  const { set } = useActions();
  return <RadioGroup label="Task" value={task} onChange={value => set('task', value)} options={taskOptions} />;
}

function Seed() {
  const seed = usePanel(state => state.experiment.seed);
  const { setSeed } = useActions();
  return <NumberField {...seedField} value={seed} onChange={setSeed} />;
}

function Sampling() {
  const sampling = usePanel(state => state.experiment.sampling);
  const { setSampling } = useActions();
  const { temperature, max_tokens } = sampling;
  return (
    <details className="group">
      <summary className="text-sm">
        <span className="font-semibold">Sampling</span>{' '}
        <span className="text-muted">
          {temperature === 0 ? 'greedy' : `temperature ${temperature}`}, up to {max_tokens} tokens
        </span>
      </summary>
      <div className="mt-3 space-y-4 border-l border-line pl-3">
        {(Object.keys(samplingFields) as (keyof typeof samplingFields)[]).map(name => (
          <NumberField
            key={name}
            {...samplingFields[name]}
            suffix={name === 'max_tokens' ? 'tokens' : undefined}
            value={sampling[name]}
            onChange={value => setSampling({ [name]: value })}
          />
        ))}
      </div>
    </details>
  );
}
