import type { UnitTrace } from '@/components/trace/live-run';
import { useActions } from '@/components/workbench/context';
import { PlainField } from '@/components/workbench/form/setting-field';
import type { PanelViews } from '@/components/workbench/views';
import { callOf } from './fixture-steps';
import { ruled } from './ruled-panel';

/** Small views of the fixture panel: a list of its calls, and of its units. */
export const wordsViews: PanelViews = {
  panel: ruled,
  controls: {
    colour: ({ path }) => (
      <div data-control="colour">
        <PlainField path={path} label="Colour of the page" />
      </div>
    ),
  },
  Unit: ({ trace }) => <Calls trace={trace} />,
  Overview: ({ run }) => <Units names={[...run.live.units.keys()]} />,
  Intro: () => <p>Words, described and compared.</p>,
  loadSteps: async () => ({ openStep: (trace, key) => callOf(trace, key) }),
  tour: {
    title: 'Words in two steps',
    run: 'words.jsonl',
    steps: [
      { title: 'Describe', text: 'Every word is described.', anchor: 'calls', part: 'first' },
      { title: 'Compare', text: 'The most alike is found.', anchor: 'units' },
    ],
  },
  stepName: ({ path }) => path.slice(1).join(' / '),
};

function Calls({ trace }: { trace: UnitTrace }) {
  const { select } = useActions();
  return (
    <ul aria-label="Calls">
      {[...trace.calls].map(([key, { status }]) => (
        <li key={key}>
          <button type="button" data-step={key} onClick={() => select(key)}>
            {key}: {status}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Units({ names }: { names: string[] }) {
  const { showUnit } = useActions();
  return (
    <ul aria-label="Units">
      {names.map(name => (
        <li key={name}>
          <button type="button" onClick={() => showUnit(name)}>
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}
