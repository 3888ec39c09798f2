'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { asFailure } from '@/lib/core/failure';
import type { EngineRef } from '@/lib/engines/contract';
import { readFolder } from '@/lib/engines/picker';
import { modelSchema } from '@/lib/experiment/spec';

/** A model that is not in the catalogue: by its Hugging Face name, or the address of its folder. Nothing is downloaded before a run. */
export function ModelFolder({ onChoose }: { onChoose: (ref: EngineRef) => void }) {
  const [text, setText] = useState('');
  const { ref, host, error } = understand(text);
  return (
    <form
      className="space-y-2 py-3"
      onSubmit={event => {
        event.preventDefault();
        if (ref) onChoose(ref);
      }}
    >
      <TextField
        label="Another folder"
        mono
        inputMode="url"
        placeholder="owner/name"
        hint="A Llama or Qwen2 model: owner/name as on Hugging Face, or the https address of its folder, whose server must allow this page (CORS)."
        value={text}
        error={text === '' ? undefined : error}
        onChange={setText}
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button type="submit" size="small" disabled={!ref}>
          Use this folder
        </Button>
        <p role="status" className="min-w-0 flex-1 text-caption text-muted">
          {ref && (host ? `A run will download from ${host}.` : 'It is a folder of this site.')}
        </p>
      </div>
    </form>
  );
}

function understand(text: string): { ref?: EngineRef; host?: string | null; error?: string } {
  try {
    const folder = readFolder(text);
    if (!modelSchema.safeParse(folder.ref).success)
      return { error: 'This name is too long, or has characters that a link cannot carry.' };
    return folder;
  } catch (error) {
    return { error: asFailure(error).detail };
  }
}
