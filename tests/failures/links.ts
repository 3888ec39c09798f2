import { type FailureArea, page } from './row';

const hostile = ['unit/experiment/link.test.ts', 'with %s is refused by name'] as const;

export const links: FailureArea = {
  title: 'Links and addresses',
  rows: [
    { what: 'A link was cut, mistyped or damaged.', sees: 'link-malformed', kept: page, test: hostile },
    { what: 'A link is longer than a link may be.', sees: 'link-too-large', kept: page, test: hostile },
    {
      what: 'A small link unfolds to megabytes (a deflate bomb).',
      sees: 'link-too-large',
      kept: 'The memory: nothing is unfolded beyond 32 kB.',
      test: ['unit/experiment/link.test.ts', 'needs no memory but that of the largest JSON: %s'],
    },
    {
      what: 'A link is random bytes, or a bit of it was flipped.',
      sees: 'link-malformed',
      kept: page,
      test: [
        'unit/experiment/link.test.ts',
        'of random bytes, or cut, or with a bit flipped, is refused by name or is a valid experiment',
      ],
    },
    {
      what: 'What a link claims of the result is damaged, or none.',
      sees: 'claim-malformed',
      kept: 'The experiment of the link.',
      test: ['unit/experiment/claim.test.ts', 'with %s is refused by name'],
    },
    {
      what: 'A link names a run on another server, which does not answer, or sends something else.',
      sees: 'run-unreachable',
      kept: 'The offer: it can be tried again.',
      test: ['unit/workbench/offered-run.test.ts', 'of a server that %s gives the failure %s, and is still offered'],
    },
    {
      what: 'An address names a mirror of models that is no address, needs a password, or is not encrypted.',
      sees: 'mirror-refused',
      kept: 'The page: models come from Hugging Face.',
      test: ['unit/engines/folder.test.ts', '%s is refused as a mirror'],
    },
    { what: 'A newer Loupe made the link.', sees: 'link-version', kept: page, test: hostile },
    {
      what: 'A link holds a value out of bounds, markup, deep nesting or a name of JavaScript.',
      sees: 'experiment-invalid',
      kept: page,
      test: hostile,
    },
    {
      what: 'A link holds a pattern that would take for ever to match.',
      sees: { words: 'The field of the pattern says what is wrong with it.' },
      kept: 'The page: the pattern is compiled nowhere.',
      test: [
        'unit/panels/divide-and-conquer/tasks/own/pattern-size.test.ts',
        'is a fault at its field, is compiled nowhere, and judges nothing',
      ],
    },
    {
      what: 'A link belongs to another panel.',
      sees: 'other-panel',
      kept: page,
      test: ['unit/workbench/opening.test.ts', 'of another panel says whose it is'],
    },
    {
      what: 'A file is of a panel that this copy does not have.',
      sees: 'panel-unknown',
      kept: page,
      test: ['unit/experiment/file.test.ts', 'that is not one of ours is refused by name (%#)'],
    },
    {
      what: 'An address names a ready-made experiment that the site does not have.',
      sees: 'ready-made-unknown',
      kept: page,
      test: ['unit/workbench/opening.test.ts', '%j leaves the page as it was and gives the failure %s'],
    },
    {
      what: 'An experiment is too large for a link.',
      sees: { words: 'The address stays as it is; a file holds the experiment.' },
      kept: 'The settings on the page.',
      test: ['unit/workbench/navigation.test.ts', 'stays as it is where the settings are too large for a link'],
    },
  ],
};
