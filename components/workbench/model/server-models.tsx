'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { type EndpointAddress, listModels } from '@/lib/engines/picker';

type State = 'unasked' | 'asking' | { names: string[] } | { failure: unknown };

/** Asks a server for the names of its models, once the user presses the button that names the server. */
export function ServerModels({
  host,
  address,
  model,
  onChoose,
}: {
  host: string;
  address: EndpointAddress;
  model: string;
  onChoose: (model: string) => void;
}) {
  const [state, setState] = useState<State>('unasked');
  const controller = useRef<AbortController>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const ask = async () => {
    const { signal } = (controller.current = new AbortController());
    setState('asking');
    const next = await listModels(address, signal).then(
      (names): State => ({ names }),
      (failure: unknown): State => ({ failure }),
    );
    if (!signal.aborted) setState(next);
  };

  const names = typeof state === 'object' && 'names' in state ? state.names : [];
  return (
    <div className="space-y-2">
      <Button size="small" disabled={state === 'asking'} onClick={() => void ask()}>
        {state === 'asking' ? `Asking ${host}` : `Ask ${host} for its models`}
      </Button>
      {names.length > 0 && (
        <Select
          label={`Models of ${host}`}
          value={names.includes(model) ? model : ''}
          options={[
            { value: '', label: 'Choose one', disabled: true },
            ...names.map(name => ({ value: name, label: name })),
          ]}
          onChange={onChoose}
        />
      )}
      {typeof state === 'object' && 'names' in state && names.length === 0 && (
        <p role="status" className="text-caption text-muted">
          {host} lists no model.
        </p>
      )}
      {typeof state === 'object' && 'failure' in state && <FailureNotice failure={state.failure} />}
    </div>
  );
}
