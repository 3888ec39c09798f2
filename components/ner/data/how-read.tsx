'use client';

import { Select } from '@/components/ui/select';
import { formats } from '@/lib/panels/ner/formats/index';
import type { ReadCorpus } from '@/lib/panels/ner/formats/read';
import { type SchemeId, schemes } from '@/lib/panels/ner/tags/schemes';
import { type Unit, unitNames } from '@/lib/panels/ner/text/units';
import type { Choices } from './corpus-dialog';

/** Files of which the way that they were read is said. */
const most = 5;

/** How a file was read and why, and choices to read it otherwise. */
export function HowRead({
  read: { files, report },
  choices,
  onRead,
}: {
  read: ReadCorpus;
  choices: Choices;
  onRead: (choices: Choices) => void;
}) {
  const used = files[0]?.format;
  const open = used?.choices ?? [];
  return (
    <section aria-label="How it was read" className="space-y-3">
      <ul className="space-y-1 text-sm">
        {files.slice(0, most).map(({ name, format, reason }) => (
          <li key={name} className="break-words">
            {files.length > 1 && <span className="font-semibold">{name}: </span>}
            {format.title}. {reason}
          </li>
        ))}
        {files.length > most && <li className="text-muted">and {files.length - most} more files</li>}
        {report.schemes.slice(0, most).map(({ reason }) => (
          <li key={reason} className="break-words">
            {reason}
          </li>
        ))}
      </ul>
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label="Format"
          value={choices.format?.id ?? ''}
          onChange={id => {
            const format = formats.find(one => one.id === id);
            onRead(format ? { format } : {});
          }}
          options={[
            { value: '', label: 'As recognised' },
            ...formats.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        {open.includes('scheme') && (
          <Select
            label="Tag scheme"
            value={choices.scheme ?? ''}
            onChange={scheme => onRead(schemeChoice(choices, scheme))}
            options={[
              { value: '', label: 'As detected' },
              ...schemes.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
        )}
        {open.includes('scheme') && (
          <Select
            label="Tags that break the scheme"
            value={choices.decoding ?? 'lenient'}
            onChange={decoding => onRead({ ...choices, decoding: decoding === 'strict' ? 'strict' : 'lenient' })}
            options={[
              { value: 'lenient', label: 'Are read as far as they tell a mention' },
              { value: 'strict', label: 'Lose their mention' },
            ]}
          />
        )}
        {open.includes('unit') && (
          <Select
            label="Places count"
            hint="Where the file holds the text of an entity, that text decides."
            value={choices.unit ?? ''}
            onChange={unit => onRead(unitChoice(choices, unit))}
            options={[
              { value: '', label: 'What the format says' },
              ...Object.entries(unitNames).map(([value, label]) => ({ value, label })),
            ]}
          />
        )}
      </div>
    </section>
  );
}

function schemeChoice({ scheme: _before, ...others }: Choices, scheme: string): Choices {
  return scheme === '' ? others : { ...others, scheme: scheme as SchemeId };
}

function unitChoice({ unit: _before, ...others }: Choices, unit: string): Choices {
  return unit === '' ? others : { ...others, unit: unit as Unit };
}
