'use client';

import { useState } from 'react';
import { Dialog } from './dialog';
import { KeyCaps } from './key-caps';
import { letSingleKeysWork, listening, singleKeysWork } from './shortcuts';
import { Switch } from './switch';

/** All keys that the page listens to, place by place, and the switch that turns the single ones off. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  // As they were when the dialog opened.
  const [places] = useState(listening);
  const [work, setWork] = useState(singleKeysWork);
  const change = (next: boolean) => {
    letSingleKeysWork(next);
    setWork(next);
  };
  return (
    <Dialog
      title="Keyboard shortcuts"
      description="They do nothing while you type in a field."
      onClose={onClose}
      footer={
        <div className="mr-auto">
          <Switch
            label="Single-key shortcuts"
            hint="Letters, digits and signs. Turn them off if you type by voice. A setting of this browser."
            checked={work}
            onChange={change}
          />
        </div>
      }
    >
      <div className="space-y-5">
        {places.map(({ title, shortcuts, within }, place) => (
          <section key={place} aria-label={title}>
            <h3 className="font-semibold">
              {title}
              {within && <span className="text-sm font-normal text-muted"> while it has the focus</span>}
            </h3>
            <dl className="mt-1 grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-1">
              {shortcuts.map(shortcut => (
                <div key={shortcut.does} className="contents">
                  <dt>
                    <KeyCaps {...shortcut} />
                  </dt>
                  <dd>{shortcut.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
