'use client';

import { type RefObject, useContext, useRef, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import * as Popover from 'radix-ui/popover';
import { Button } from '../button';
import { FailureNotice } from '../notice';
import { saveBlob } from '../save-blob';
import { Frame, type FrameText } from './frame';
import { fileName, lastPart, OriginContext, shownLink } from './origin';
import { pictureFile } from './picture-file';
import { tableFile } from './table-file';
import { readText } from './table-rows';
import type { TakeAwayProps } from './take-away';

const formats = [
  { id: 'svg', name: 'SVG', what: 'for papers and slides', of: 'picture' },
  { id: 'png', name: 'PNG', what: 'an image', of: 'picture' },
  { id: 'csv', name: 'CSV', what: 'for spreadsheets', of: 'table' },
  { id: 'md', name: 'Markdown', what: 'a table in text', of: 'table' },
] as const;

type Format = (typeof formats)[number];

/** The formats that something can be saved in. */
export function Menu({
  title,
  provenance,
  picture,
  table,
  button,
  onClose,
}: TakeAwayProps & { button: RefObject<HTMLButtonElement | null>; onClose: () => void }) {
  const origin = useContext(OriginContext);
  const [holder] = useState(() => button.current?.closest('[data-take-away]') ?? null);
  const [staged, setStaged] = useState<{ format: Format; text: FrameText } | null>(null);
  const [failure, setFailure] = useState<{ cause: unknown } | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const gap = useRef<HTMLDivElement>(null);
  const shown = holder?.querySelector('[data-picture]') ?? null;
  const hasTable = table !== undefined || (holder?.querySelector('table') ?? null) !== null;
  const offered = formats.filter(({ of }) => (of === 'table' ? hasTable : (picture ?? shown)));

  const save = async (format: Format) => {
    const text = await frameText();
    // Draws what the page shows only in part, and lays the frame out.
    flushSync(() => setStaged({ format, text }));
    await document.fonts.ready;
    saveBlob(await fileOf(format, text), fileName(origin.name ?? lastPart(location.pathname), text.title, format.id));
  };
  const frameText = async (): Promise<FrameText> => {
    const heading = typeof title === 'string' ? null : document.getElementById(title.id);
    const said = holder?.querySelector('[data-provenance]');
    return {
      title: typeof title === 'string' ? title : heading ? readText(heading) : '',
      provenance: provenance ?? (said ? readText(said) : ''),
      ...shownLink(await origin.link(), location),
      date: new Date().toLocaleDateString('en-CA'),
    };
  };
  const fileOf = (format: Format, text: FrameText): Promise<Blob> => {
    const source = (table ? frame.current : holder)?.querySelector('table');
    if (format.of === 'table' && source) return tableFile(source, format.id, text);
    if (format.of === 'picture' && frame.current)
      return pictureFile(
        frame.current,
        shown && gap.current && { place: gap.current, picture: shown },
        format.id,
        text,
      );
    throw new Error('What was to be saved is gone.');
  };
  const press = (format: Format) => {
    if (staged) return;
    setFailure(null);
    save(format)
      .then(onClose, (cause: unknown) => setFailure({ cause }))
      .finally(() => setStaged(null));
  };

  return (
    <Popover.Root open onOpenChange={isOpen => !isOpen && onClose()}>
      <Popover.Anchor virtualRef={button as RefObject<HTMLButtonElement>} />
      <Popover.Portal>
        <Popover.Content
          aria-label="Save as"
          align="end"
          collisionPadding={8}
          sideOffset={4}
          onCloseAutoFocus={event => {
            event.preventDefault();
            button.current?.focus({ preventScroll: true });
          }}
          // The button itself closes what it opened.
          onInteractOutside={event => button.current?.contains(event.target as Node) && event.preventDefault()}
          className="z-60 flex w-60 max-w-[calc(100vw-1rem)] animate-fade flex-col rounded-md border border-line-strong bg-surface p-1 text-ink shadow-lg outline-none motion-reduce:animate-none"
        >
          {offered.map(format => (
            <Button
              key={format.id}
              variant="ghost"
              size="small"
              className="justify-start aria-disabled:opacity-45"
              // Unlike `disabled`, this leaves the focus where it is, also when nothing could be saved.
              aria-disabled={staged !== null}
              onClick={() => press(format)}
            >
              {format.name}
              <span className="ml-auto font-normal text-muted">{format.what}</span>
            </Button>
          ))}
          {failure && <FailureNotice failure={failure.cause} className="mt-1" />}
        </Popover.Content>
      </Popover.Portal>
      {staged &&
        createPortal(
          <div inert aria-hidden className="fixed top-0 right-[calc(100%+1rem)] w-max">
            {staged.format.of === 'table' ? (
              <div ref={frame}>{table?.()}</div>
            ) : (
              <Frame ref={frame} {...staged.text}>
                {picture?.() ?? <div ref={gap} style={shown ? sizeOf(shown) : {}} />}
              </Frame>
            )}
          </div>,
          document.body,
        )}
    </Popover.Root>
  );
}

function sizeOf(element: Element): { width: number; height: number } {
  const { width, height } = element.getBoundingClientRect();
  return { width, height };
}
