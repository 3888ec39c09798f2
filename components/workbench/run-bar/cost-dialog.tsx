'use client';

import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { NumberField } from '@/components/ui/number-field';
import { duration } from '@/lib/core/duration';
import { refKey } from '@/lib/engines/contract';
import { forecast, forecastMoney } from '@/lib/evaluation/forecast';
import { prices } from '../evaluation/prices';
import { endpointSettings } from '../model/endpoint';
import { askAbove, type CostQuestion, setAskAbove } from './cost-question';

const number = (value: number): string => value.toLocaleString('en');

/** What a large run on a server will take, before its first call is sent. */
export function CostDialog({ question: { run, answer } }: { question: CostQuestion }) {
  const [threshold, setThreshold] = useState(askAbove);
  const { model, sampling } = run.experiment;
  const { concurrency } = endpointSettings();
  const expected = forecast(run.calls, run.earlier, { max_tokens: sampling.max_tokens, concurrency });
  const price = useStore(prices)[refKey(model)];
  const { calls, mostTokens, promptTokens, completionTokens, time } = expected;
  const money = price ? forecastMoney(expected, price) : null;
  const facts: [string, string][] = [
    ['Calls', `about ${number(calls)}`],
    ['Tokens in', promptTokens === null ? 'not known before the first calls' : `about ${number(promptTokens)}`],
    [
      'Tokens out',
      `${completionTokens === null ? '' : `about ${number(completionTokens)}, `}at most ${number(mostTokens)}`,
    ],
    ['Time', time === null ? 'not known before the first calls' : `about ${duration(time)}`],
    [
      'Money',
      money === null
        ? 'not known: it needs prices and counted tokens'
        : `about ${money.toPrecision(2)}, at your prices`,
    ],
  ];
  const end = (begins: boolean) => {
    setAskAbove(threshold);
    answer(begins);
  };
  return (
    <Dialog
      title="A large run on a server"
      description={`The calls go to the model ${model.model}. Figures with "about" follow from the calls of the run on this page.`}
      onClose={() => end(false)}
      footer={
        <>
          <Button onClick={() => end(false)}>Do not run</Button>
          <Button variant="primary" data-focus-first onClick={() => end(true)}>
            Run {number(calls)} calls
          </Button>
        </>
      }
    >
      <dl className="mb-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 tabular-nums">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <NumberField
        label="Ask above this many calls"
        hint="A setting of this browser."
        min={0}
        max={1_000_000_000}
        value={threshold}
        onChange={setThreshold}
      />
    </Dialog>
  );
}
