import { describe, expect, it } from 'vitest';
import { isOfClaim } from '@/components/workbench/state';
import { withClaim } from '@/lib/experiment/link';
import { encodeLink } from '@/lib/experiment/write-link';
import { words } from '../../support/fixture-panel';
import { experiment } from '../../support/visit';
import { workbenchWith } from '../../support/workbench';

describe('a link that says what came out', () => {
  it('brings what it claims of the result, which stays beside the run of the same experiment', async () => {
    const { state } = workbenchWith();
    const link = encodeLink(experiment({ seed: 3 }), words);
    state().openLink(withClaim(link, 'abc'));
    expect([state().claim?.text, isOfClaim(state())]).toEqual(['abc', true]);
    await state().start();
    expect(isOfClaim(state())).toBe(true);
    state().setSeed(4);
    await state().start();
    expect(isOfClaim(state())).toBe(false);
    state().openLink(link);
    expect(state().claim).toBeNull();
  });

  it('is forgotten by Reset with what it locks, which can be undone', () => {
    const { state } = workbenchWith();
    state().lock('lock=seed');
    state().openLink(withClaim(encodeLink(experiment({ seed: 3 }), words), 'abc'));
    const undo = state().reset();
    expect([state().claim, state().locks]).toEqual([null, null]);
    undo();
    expect([state().claim?.text, state().locks]).toEqual(['abc', 'lock=seed']);
  });
});
