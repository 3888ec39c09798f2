import { withClaim } from '@/lib/experiment/link';
import type { Settings } from '@/lib/experiment/panel';
import { defaultExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { visibleRun } from '../replay/shown';
import { isSame, type WorkbenchState } from '../state';
import { addressOf, type Place } from './address';

type Shown<S extends Settings> = Pick<
  WorkbenchState<S>,
  'panel' | 'experiment' | 'run' | 'readyMade' | 'unit' | 'tour' | 'stage' | 'locks' | 'mirror' | 'claim' | 'offered'
>;

/** The place that brings this state back. @throws Failure `link-too-large` */
export function placeOf<S extends Settings>(state: Shown<S>): Place {
  const { panel, experiment, run, readyMade, unit, tour, stage, locks, mirror, claim, offered } = state;
  const base = readyMade !== null && run ? run.experiment : defaultExperiment(panel);
  // A stored run brings its own experiment back, unless the form has left it since.
  const isImplied = isSame(experiment, base) && (readyMade !== null || run === null);
  // What a link claims stays in the address until something is changed or run, so that a reload shows it again.
  const isClaimed = claim !== null && run === null && isSame(experiment, claim.experiment);
  const hash = isClaimed
    ? withClaim(encodeLink(experiment, panel), claim.text)
    : isImplied
      ? ''
      : encodeLink(experiment, panel);
  // What is offered stays in the address, so that a reload asks again.
  return { hash, readyMade: offered ?? readyMade, run: run?.id ?? null, unit, tour, stage, locks, mirror };
}

/** Null where the experiment is too large for a link and no stored run brings it back: the address then stays as it is. */
export function placeNow(state: Shown<Settings>): Place | null {
  try {
    return placeOf(state);
  } catch {
    const { run, experiment, unit, tour, stage, locks, mirror } = state;
    const isStored = run !== null && run.id !== null && isSame(run.experiment, experiment);
    return isStored ? { hash: '', readyMade: null, run: run.id, unit, tour, stage, locks, mirror } : null;
  }
}

/** What a room finds beside an experiment: locks, and a mirror of models. */
type Room = Pick<Place, 'locks' | 'mirror'>;
const noRoom: Room = { locks: null, mirror: null };

/** The whole link to an experiment, for another person, with what their room finds beside it. @throws Failure what `encodeLink` throws */
export const linkTo = <S extends Settings>(
  { origin, pathname }: Pick<Location, 'origin' | 'pathname'>,
  { panel, experiment }: Pick<WorkbenchState<S>, 'panel' | 'experiment'>,
  room: Room = noRoom,
): string => {
  const hash = encodeLink(experiment, panel);
  return `${origin}${addressOf(pathname, { hash, readyMade: null, tour: null, stage: null, ...room })}`;
};

/**
 * The link to the run on the screen, whose settings the form may have left since: a recorded run by its name, any other by its settings.
 * Null where these are too large for a link.
 */
export function linkToShown(
  { origin, pathname }: Pick<Location, 'origin' | 'pathname'>,
  state: Pick<WorkbenchState, 'panel' | 'experiment' | 'run' | 'original' | 'showsOriginal' | 'readyMade'>,
): string | null {
  const run = visibleRun(state);
  const { panel, readyMade } = state;
  if (run?.id === null && readyMade !== null)
    return `${origin}${addressOf(pathname, { hash: '', readyMade, tour: null, stage: null, ...noRoom })}`;
  try {
    return linkTo({ origin, pathname }, { panel, experiment: run?.experiment ?? state.experiment });
  } catch {
    return null;
  }
}
