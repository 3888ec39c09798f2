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

const megabytes = dataLimits.bytes / 2 ** 20;

/** Asks for a table: a file, a pasted text or an address. */
export function SourceStep({
  title,
  hint,
  onRead,
}: StepProps & {
  title: string;
  /** Which files the panel recognises. */
  hint: string;
}) {
  return (
    <section aria-label={title} className="space-y-2">
      <h3 className="font-semibold">{title}</h3>
      <p className="text-sm text-muted">
        CSV, JSON Lines or a JSON list, up to {megabytes} MB. {hint}
      </p>
      <Tabs
        label={title}
        tabs={[
          { value: 'file', label: 'A file', content: <FromFile onRead={onRead} /> },
          { value: 'text', label: 'Pasted text', content: <FromText onRead={onRead} /> },
          { value: 'address', label: 'An address', content: <FromAddress onRead={onRead} /> },
        ]}
      />
    </section>
  );
}

interface StepProps {
  onRead: (source: Source) => void;
}

function FromFile({ onRead }: StepProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={<FileUp aria-hidden />} onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv,application/json"
        aria-label="Data to import"
        className="hidden"
        onChange={event => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) onRead({ kind: 'file', file });
        }}
      />
    </>
  );
}

function FromText({ onRead }: StepProps) {
  const [text, setText] = useState('');
  return (
    <div className="space-y-3">
      <TextArea
        label="Rows"
        mono
        rows={6}
        hint="A first line of column names and then the rows, or one JSON object a line."
        value={text}
        onChange={setText}
      />
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
