'use client';

import { useRef, useState } from 'react';
import { FileUp } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Tabs } from '@/components/ui/tabs';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { hostOfAddress } from '@/lib/data/address';
import { dataLimits } from '@/lib/data/limits';
import type { Source } from '@/lib/data/source';

/** Asks for data: files, a pasted text or an address. */
export function SourceStep({
  title,
  formats,
  hint,
  accept,
  several = false,
  megabytes = dataLimits.bytes / 2 ** 20,
  text,
  onRead,
}: StepProps & {
  title: string;
  /** Which files the panel reads, as the beginning of a sentence: `CSV or JSON Lines`. */
  formats: string;
  hint: string;
  /** Endings of these files, as `<input accept>` takes them. */
  accept: string;
  /** Whether several files can belong together. */
  several?: boolean;
  /** How large a file may be. */
  megabytes?: number;
  /** What is pasted, and how. */
  text: { label: string; hint: string };
}) {
  return (
    <section aria-label={title} className="space-y-2">
      <h3 className="font-semibold">{title}</h3>
      <p className="text-sm text-muted">
        {formats}, up to {megabytes} MB. {hint}
      </p>
      <Tabs
        label={title}
        tabs={[
          {
            value: 'file',
            label: several ? 'Files' : 'A file',
            content: <FromFile {...{ accept, several, onRead }} />,
          },
          { value: 'text', label: 'Pasted text', content: <FromText {...text} onRead={onRead} /> },
          { value: 'address', label: 'An address', content: <FromAddress onRead={onRead} /> },
        ]}
      />
    </section>
  );
}

interface StepProps {
  onRead: (source: Source) => void;
}

function FromFile({ accept, several, onRead }: StepProps & { accept: string; several: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={<FileUp aria-hidden />} onClick={() => input.current?.click()}>
        {several ? 'Choose files' : 'Choose a file'}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple={several}
        aria-label="Data to import"
        className="hidden"
        onChange={event => {
          const [first, ...others] = event.target.files ?? [];
          event.target.value = '';
          if (first) onRead({ kind: 'files', files: [first, ...others] });
        }}
      />
    </>
  );
}

function FromText({ label, hint, onRead }: StepProps & { label: string; hint: string }) {
  const [text, setText] = useState('');
  return (
    <div className="space-y-3">
      <TextArea label={label} mono rows={6} hint={hint} value={text} onChange={setText} />
      <Button disabled={text.trim() === ''} onClick={() => onRead({ kind: 'text', text })}>
        Read the text
      </Button>
    </div>
  );
}

function FromAddress({ onRead }: StepProps) {
  const [address, setAddress] = useState('');
  const host = hostOfAddress(address);
  const read = () => {
    if (address.trim() !== '') onRead({ kind: 'address', address });
  };
  return (
    <div className="space-y-3">
      <TextField
        label="Address"
        mono
        inputMode="url"
        hint="The address of the file itself. Its server must let other pages read the file (CORS), as GitHub and Hugging Face do."
        value={address}
        onChange={setAddress}
        onKeyDown={event => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          read();
        }}
      />
      <Button disabled={address.trim() === ''} onClick={read}>
        {host ? `Fetch the file from ${host}` : 'Fetch the file'}
      </Button>
    </div>
  );
}
