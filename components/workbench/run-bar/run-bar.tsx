'use client';

import { Play, Square } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { useIsInteractive } from '@/components/ui/use-is-interactive';
import { useActions, useViews, useWorkbench } from '../context';
import { useContacts, useServerHost } from '../model/contacts';
import { useNeedsServer } from '../model/use-needs-server';
import { canResume, isBusy, isSame, obstacle, retryLabel } from '../state';
import { costQuestion } from './cost-question';
import { RunTools } from './run-tools';
import { ServerNeeded } from './server-needed';
import { SettingsButton } from './settings-button';
import { callsText, usePlan } from './use-plan';

const CostDialog = lazily(() => import('./cost-dialog').then(module => module.CostDialog));

/** Run, Stop, Resume and Retry, with what a run will do, and the tools. */
export function RunBar() {
  const isInteractive = useIsInteractive();
  const panel = useWorkbench(state => state.panel);
  const { settings, compare } = useWorkbench(state => state.experiment);
  const busy = useWorkbench(state => isBusy(state.run));
  const stopping = useWorkbench(state => state.run?.status === 'stopping');
  const resumable = useWorkbench(
    ({ run, experiment }) => run !== null && canResume(run) && isSame(run.experiment, experiment),
  );
  const isIncomplete = useWorkbench(state => state.run?.status === 'incomplete');
  const isWithoutServer = useNeedsServer();
  const host = useServerHost();
  const contacts = useContacts();
  const { asked } = useStore(costQuestion);
  const typed = useWorkbench(obstacle);
  const { plan, failure } = usePlan();
  const { start, resume, stop, warm, notify } = useActions();
  const { Advice } = useViews();
  const blocked = typed ?? failure?.message;
  const alternatives = panel.form?.alternatives?.(settings, compare) ?? [];
  const canRun = isInteractive && blocked === undefined && !isWithoutServer;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        {busy ? (
          <Button
            variant="danger"
            icon={<Square aria-hidden />}
            disabled={stopping}
            onClick={stop}
            className="min-w-24"
          >
            {stopping ? 'Stopping' : 'Stop'}
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={<Play aria-hidden />}
            disabled={!canRun}
            aria-describedby="run-plan"
            className="min-w-24"
            onPointerEnter={() => void warm()}
            onClick={() => void (resumable ? resume() : start()).catch(notify)}
          >
            {resumable ? (isIncomplete ? retryLabel : 'Resume') : 'Run'}
            {host && <span className="max-sm:sr-only"> on {host}</span>}
          </Button>
        )}
        {resumable && (
          <Button size="small" disabled={!canRun} onClick={() => void start().catch(notify)}>
            Start over
          </Button>
        )}
        <p
          id="run-plan"
          className={`order-last min-w-0 basis-full text-caption min-[900px]:order-none min-[900px]:flex-1 min-[900px]:basis-40 ${blocked ? 'text-danger' : 'text-muted'}`}
        >
          {blocked ??
            [plan && `${plan.sentence}: ${callsText(plan)}${contacts && '.'}`, contacts].filter(Boolean).join(' ')}
        </p>
        {!busy &&
          alternatives.map(({ label, settings: other }) => (
            <Button
              key={label}
              size="small"
              variant="ghost"
              className="max-sm:hidden"
              aria-describedby="run-plan"
              disabled={!isInteractive || isWithoutServer}
              onClick={() => void start(other).catch(notify)}
            >
              {label}
            </Button>
          ))}
        <SettingsButton disabled={!isInteractive} />
        <RunTools isInteractive={isInteractive} />
      </div>
      {isWithoutServer && <ServerNeeded />}
      {asked && <CostDialog question={asked} />}
      {Advice && <Advice />}
    </div>
  );
}
