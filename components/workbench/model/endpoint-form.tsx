'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { NumberField } from '@/components/ui/number-field';
import { Switch } from '@/components/ui/switch';
import { TextField } from '@/components/ui/text-field';
import { asFailure } from '@/lib/core/failure';
import type { EngineRef } from '@/lib/engines/contract';
import { parseBaseUrl } from '@/lib/engines/endpoint/address';
import { checkKey } from '@/lib/engines/endpoint/key';
import { modelSchema } from '@/lib/experiment/spec';
import { endpointSettings, setEndpoint } from './endpoint';

/** What is wrong with a value, as a sentence, or undefined. */
function complaint(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return asFailure(error).detail;
  }
}

/** The user's own OpenAI-compatible server. Only the model's name becomes part of the experiment. */
export function EndpointForm({ model: known, onChoose }: { model: string; onChoose: (ref: EngineRef) => void }) {
  const [settings, setSettings] = useState(endpointSettings);
  const [model, setModel] = useState(known);
  const change = (part: Partial<typeof settings>) => setSettings({ ...settings, ...part });
  const addressError = complaint(() => parseBaseUrl(settings.baseUrl));
  const keyError = complaint(() => checkKey(settings.key));
  const isNamed = modelSchema.safeParse({ engine: 'endpoint', model }).success;
  const isReady = !addressError && !keyError && isNamed;
  return (
    <form
      className="space-y-4"
      onSubmit={event => {
        event.preventDefault();
        if (!isReady) return;
        setEndpoint(settings);
        onChoose({ engine: 'endpoint', model });
      }}
    >
      <TextField
        label="Base URL"
        mono
        inputMode="url"
        hint="Of vLLM, Ray Serve, llama.cpp, Ollama or LM Studio; it usually ends in /v1, and must allow this page (CORS)."
        value={settings.baseUrl}
        error={addressError}
        onChange={baseUrl => change({ baseUrl })}
      />
      <TextField
        label="Model"
        mono
        hint="As the server names it. A link carries this name and nothing else of the server."
        value={model}
        error={model !== '' && !isNamed ? 'Use letters, digits, spaces and . : / @ + - , = ~ ( ) _ only.' : undefined}
        onChange={setModel}
      />
      <TextField
        label="Key"
        mono
        type="password"
        hint="If the server asks for one. This page sends it to that server only."
        value={settings.key}
        error={keyError}
        onChange={key => change({ key })}
      />
      <Switch
        label="Remember for this session"
        hint="Until this tab is closed."
        checked={settings.remember}
        onChange={remember => change({ remember })}
      />
      <NumberField
        label="Calls at once"
        min={1}
        max={64}
        value={settings.concurrency}
        onChange={concurrency => change({ concurrency })}
      />
      <Button type="submit" disabled={!isReady}>
        Use this server
      </Button>
    </form>
  );
}
