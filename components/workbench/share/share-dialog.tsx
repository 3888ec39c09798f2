'use client';

import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { FailureNotice } from '@/components/ui/notice';
import { Switch } from '@/components/ui/switch';
import { TextField } from '@/components/ui/text-field';
import { fromRecord } from '@/lib/core/failure';
import { withClaim } from '@/lib/experiment/link';
import { useWorkbenchStore } from '../context';
import { linkTo } from '../page/write-address';
import { recordOf, type WorkbenchState } from '../state';
import { longestForPhones, QrCode } from './qr-code';
import { useClaimText } from './use-claim-text';

/**
 * The link to the experiment: to be copied, as a QR code, and with what came out where that is wanted. `isByHand`: the browser does not
 * let the page copy.
 */
export function ShareDialog({ isByHand, onClose }: { isByHand: boolean; onClose: () => void }) {
  const store = useWorkbenchStore();
  // The dialog is modal: what it shares does not change under it.
  const [bare] = useState(() => linkOf(store.getState()));
  const [isWanted, setIsWanted] = useState(false);
  const claim = useClaimText();
  const text = claim.state === 'ready' ? claim.value : null;
  const hasClaim = isWanted && text !== null;
  return (
    <Dialog
      title={isByHand ? 'Copy this link' : 'Share this experiment'}
      description={
        isByHand
          ? 'The browser did not allow copying. The link is selected: copy it with the keyboard or the menu.'
          : 'The link holds the settings, the model and the seed. It holds no prompts, no answers and no keys.'
      }
      onClose={onClose}
    >
      {'failure' in bare ? (
        <FailureNotice failure={fromRecord(bare.failure)} />
      ) : (
        <div className="space-y-4">
          <Link link={hasClaim ? withClaim(bare.link, text) : bare.link} hasClaim={hasClaim} />
          <Switch
            label="With the result"
            hint={
              text !== null
                ? 'Adds the table of results, of at most 2 KB. Whoever opens the link reads that it was claimed, and not measured there.'
                : claim.state === 'loading'
                  ? 'The table is being computed.'
                  : 'There is no result of these settings on the page, or it finds no room in a link.'
            }
            checked={hasClaim}
            onChange={setIsWanted}
            disabled={text === null}
          />
        </div>
      )}
    </Dialog>
  );
}

function Link({ link, hasClaim }: { link: string; hasClaim: boolean }) {
  return (
    <>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label="Link"
            mono
            readOnly
            data-focus-first
            value={link}
            onChange={() => {}}
            onFocus={event => event.target.select()}
          />
        </div>
        <CopyButton text={link} />
      </div>
      {link.length <= longestForPhones ? (
        <figure>
          <QrCode text={link} label="QR code of the link" />
          <figcaption className="mt-1 text-caption text-muted">Made in this page: the link is sent nowhere.</figcaption>
        </figure>
      ) : (
        <p className="max-w-measure text-muted">
          The link has {link.length.toLocaleString('en')} characters, too many for a QR code that a phone reads well
          from a screen. Share the link as a text, {hasClaim && 'leave the result out, '}or export the run, put the file
          on a web server, and share this page with <code>?run=</code> and the address of the file.
        </p>
      )}
    </>
  );
}

function linkOf(state: WorkbenchState): { link: string } | { failure: ReturnType<typeof recordOf> } {
  try {
    return { link: linkTo(location, state) };
  } catch (error) {
    return { failure: recordOf(error) };
  }
}
