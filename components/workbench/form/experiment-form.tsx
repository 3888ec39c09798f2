'use client';

import { useState } from 'react';
import { lazily } from '@/components/ui/lazily';
import { NumberField } from '@/components/ui/number-field';
import type { SettingPath } from '@/lib/experiment/fields';
import { formLines } from '@/lib/experiment/form';
import type { Sampling as SamplingSettings } from '@/lib/experiment/panel';
import { samplingFields, seedField } from '@/lib/experiment/spec';
import { useActions, useWorkbench } from '../context';
import { EmbedderField } from '../model/embedder-field';
import { ModelField } from '../model/model-field';
import { draftText, samplingPath, seedPath } from '../state';
import { type DrawnLine, drawnLines } from './drawn-lines';
import { Lockable } from './lockable';
import { SettingField } from './setting-field';

/** Most experiments run on one model, so the script of this field is loaded when a panel offers it. */
const CompareField = lazily(() => import('../model/compare-field').then(module => module.CompareField));

const LocksNotice = lazily(() => import('../classroom/locks-notice').then(module => module.LocksNotice));

const MirrorNotice = lazily(() => import('../model/mirror-notice').then(module => module.MirrorNotice));

const samplingNames = Object.keys(samplingFields) as (keyof SamplingSettings)[];

/** The experiment, which a link carries: models, the panel's settings, seed and sampling. */
export function ExperimentForm() {
  const embeds = useWorkbench(({ panel, experiment }) => panel.form?.embeds?.(experiment.settings) === true);
  const compares = useWorkbench(({ panel, experiment }) => panel.form?.comparesModels?.(experiment.settings) === true);
  const hasLocks = useWorkbench(state => state.locks !== null);
  const hasMirror = useWorkbench(state => state.mirror !== null);
  const panel = useWorkbench(state => state.panel);
  const settings = useWorkbench(state => state.experiment.settings);
  const lines = drawnLines(formLines(panel, settings), panel);
  return (
    <form
      aria-label="Experiment"
      tabIndex={-1}
      className="space-y-5 outline-none"
      onSubmit={event => event.preventDefault()}
    >
      {hasLocks && <LocksNotice />}
      {hasMirror && <MirrorNotice />}
      <Lockable paths={['model']}>
        <ModelField />
      </Lockable>
      {embeds && (
        <Lockable paths={['embedder']}>
          <EmbedderField />
        </Lockable>
      )}
      {compares && (
        <Lockable paths={['compare']}>
          <CompareField />
        </Lockable>
      )}
      <Lines lines={lines.filter(({ isDetail }) => !isDetail)} />
      <Details lines={lines.filter(({ isDetail }) => isDetail)} />
      <Lockable paths={['seed']}>
        <Seed />
      </Lockable>
      <Lockable paths={['sampling']}>
        <Sampling />
      </Lockable>
    </form>
  );
}

const Lines = ({ lines }: { lines: readonly DrawnLine[] }) =>
  lines.map(({ paths, ...line }) => (
    <Lockable key={line.path} paths={paths}>
      <SettingField {...line} />
    </Lockable>
  ));

/** The settings that few people change; open where one of them is not allowed. */
function Details({ lines }: { lines: readonly DrawnLine[] }) {
  const isWrong = useWorkbench(({ drafts }) => lines.some(({ path }) => drafts[path] !== undefined));
  const [isOpen, setIsOpen] = useState(false);
  if (lines.length === 0) return null;
  return (
    // Not there where a link hides all of them.
    <details
      open={isOpen || isWrong}
      onToggle={event => setIsOpen(event.currentTarget.open)}
      className="has-[>div:empty]:hidden"
    >
      <summary className="text-sm font-semibold">More settings</summary>
      <div className="mt-3 space-y-4 border-l border-line pl-3">
        <Lines lines={lines} />
      </div>
    </details>
  );
}

function Seed() {
  const seed = useWorkbench(state => state.experiment.seed);
  const { setSeed } = useActions();
  return <NumberField {...seedField} {...useNumberDraft(seedPath)} value={seed} onChange={setSeed} />;
}

function Sampling() {
  const { temperature, max_tokens } = useWorkbench(state => state.experiment.sampling);
  return (
    <details className="group">
      <summary className="text-sm">
        <span className="font-semibold">Sampling</span>{' '}
        <span className="text-muted">
          {temperature === 0 ? 'greedy' : `temperature ${temperature}`}, up to {max_tokens} tokens
        </span>
      </summary>
      <div className="mt-3 space-y-4 border-l border-line pl-3">
        {samplingNames.map(name => (
          <SamplingField key={name} name={name} />
        ))}
      </div>
    </details>
  );
}

function SamplingField({ name }: { name: keyof SamplingSettings }) {
  const value = useWorkbench(state => state.experiment.sampling[name]);
  const { setSampling } = useActions();
  return (
    <NumberField
      {...samplingFields[name]}
      {...useNumberDraft(samplingPath(name))}
      suffix={name === 'max_tokens' ? 'tokens' : undefined}
      value={value}
      onChange={next => setSampling({ [name]: next })}
    />
  );
}

/** Keeps a wrong text of a number field in the workbench, so that Run is refused and names the field. */
function useNumberDraft(path: SettingPath) {
  const draft = useWorkbench(state => draftText(state, path));
  const { keepDraft } = useActions();
  return { draft, onInvalid: (text: string) => keepDraft(path, text) };
}
