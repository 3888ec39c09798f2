'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { NumberField } from '@/components/ui/number-field';
import { Switch } from '@/components/ui/switch';
import { TextField } from '@/components/ui/text-field';
import { asFailure } from '@/lib/core/failure';
import type { EngineRef } from '@/lib/engines/contract';
import { betterBaseUrl, parseBaseUrl, serverOf } from '@/lib/engines/endpoint/address';
import { checkKey, type HeldKey } from '@/lib/engines/endpoint/key';
import { modelSchema } from '@/lib/experiment/spec';
import { endpointSettings, keyFor, setEndpoint } from './endpoint';
import { ServerModels } from './server-models';

/** What is wrong with a value, as a sentence, or undefined. */
function complaint(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return asFailure(error).detail;
  }
}

/**
 * The user's own OpenAI-compatible server. Only the model's name becomes part of the experiment. A key belongs to the origin that it was
 * typed for: the field is empty while the address names another, and shows the key again when the address returns.
 */
export function EndpointForm({ model: known, onChoose }: { model: string; onChoose: (ref: EngineRef) => void }) {
  const [settings, setSettings] = useState(endpointSettings);
  const [model, setModel] = useState(known);
  /** What was typed in this form, by origin. */
  const [typedKeys, setTypedKeys] = useState<Readonly<Record<string, HeldKey>>>({});
  const change = (part: Partial<typeof settings>) => setSettings({ ...settings, ...part });
  const server = serverOf(settings.baseUrl);
  const held = (server && typedKeys[server.origin]) ?? keyFor(settings.baseUrl);
  const changeKey = (part: Partial<HeldKey>) => {
    if (server) setTypedKeys({ ...typedKeys, [server.origin]: { ...held, ...part } });
  };
  const addressError = complaint(() => parseBaseUrl(settings.baseUrl));
  const better = betterBaseUrl(settings.baseUrl);
  const keyError = complaint(() => checkKey(held.key));
  const isNamed = modelSchema.safeParse({ engine: 'endpoint', model }).success;
  const isReady = !addressError && !keyError && isNamed;
  return (
    <form
      className="space-y-4"
      onSubmit={event => {
        event.preventDefault();
        if (!isReady) return;
        setEndpoint(settings, held);
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
      {better && (
        <Button size="small" onClick={() => change({ baseUrl: better })}>
          Use {better}
        </Button>
      )}
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
        hint={`If the server asks for one. This page sends it to ${server?.origin ?? 'that server'} only.`}
        disabled={!server}
        value={held.key}
        error={keyError}
        onChange={key => changeKey({ key })}
      />
      <Switch
        label="Remember for this session"
        hint="Until this tab is closed."
        checked={held.remember}
        disabled={!server}
        onChange={remember => changeKey({ remember })}
      />
      {server && !keyError && (
        <ServerModels
          key={`${settings.baseUrl} ${held.key}`}
          host={server.host}
          address={{ baseUrl: settings.baseUrl, key: held.key }}
          model={model}
          onChoose={setModel}
        />
      )}
      <NumberField
        label="Calls at once"
        min={1}
        max={64}
        value={settings.concurrency}
        onChange={concurrency => change({ concurrency })}
      />
      <Switch
        label="Leave temperature and top-p out"
        hint="For a server that refuses them. It uses its own values, which changes the experiment."
        checked={settings.leaveOut}
        onChange={leaveOut => change({ leaveOut })}
      />
      <Button type="submit" disabled={!isReady}>
        Use this server
      </Button>
    </form>
  );
}
