import { type FailureArea, journal } from './row';

const cli = 'unit/cli.test.ts';

export const runs: FailureArea = {
  title: 'Runs and where they are kept',
  rows: [
    {
      what: 'A person presses Stop, or Ctrl-C.',
      sees: 'cancelled',
      kept: journal,
      test: ['unit/experiment/dispatch.test.ts', 'tells the engine when it is stopped, and refuses what waits'],
    },
    {
      what: 'The tab is closed or crashes in the middle of a run.',
      sees: { words: 'The run is offered to be resumed or deleted.' },
      kept: journal,
      test: ['unit/workbench/unfinished.test.ts', 'of another visit is offered and finished from its journal'],
    },
    {
      what: 'The command line is killed with calls under way.',
      sees: { words: 'The same command says how many entries it goes on from.' },
      kept: 'Every answer that came: only calls that were under way are asked again.',
      test: [
        cli,
        'killed again and again, asks the server nothing twice but what was under way, and nothing that is stored',
      ],
    },
    {
      what: 'A crash leaves half a line in a journal.',
      sees: { words: 'Nothing: its call is made again.' },
      kept: 'All other lines.',
      test: [cli, 'keeps every entry when many are written at once, and passes over torn lines wherever they are'],
    },
    {
      what: 'A journal file belongs to another experiment.',
      sees: { words: 'The command names the file and asks for another --out.' },
      kept: 'The file as it was.',
      test: [cli, 'will not take the calls of another experiment'],
    },
    {
      what: 'A second tab opens a run that goes on in the first.',
      sees: 'run-elsewhere',
      kept: 'The run in the first tab, which the second follows.',
      test: [
        'unit/workbench/two-pages.test.ts',
        'says in the first page that it goes on in the other, as long as it does',
      ],
    },
    {
      what: 'A run is opened or resumed that was deleted.',
      sees: 'run-gone',
      kept: 'Its settings on the page.',
      test: [
        'unit/workbench/two-pages.test.ts',
        'cannot be resumed: a notice says that it is gone, and the settings stay',
      ],
    },
    {
      what: 'Two processes are told to write to one file.',
      sees: { words: 'The second says which process writes it, and sends nothing.' },
      kept: 'The run of the first.',
      test: [cli, 'refuses to write what another process writes, says which, and sends nothing'],
    },
    {
      what: 'The disk of the command line fills up.',
      sees: { words: 'The table is printed, and it is said what to do.' },
      kept: 'What was written; the other answers in memory until the end.',
      test: [
        'unit/cli-panel.test.ts',
        'because its disk fills up: the answers stay in memory, the table is printed, and it is said what to do',
      ],
    },
    {
      what: 'The browser has no storage, refuses it or never answers.',
      sees: 'store-unavailable',
      kept: 'The run on the page, in memory, until it is left.',
      test: ['unit/workbench/running.test.ts', 'lives in memory where nothing can be stored, and a notice says so'],
    },
    {
      what: 'The storage is full in the middle of a run.',
      sees: 'store-unavailable',
      kept: 'What was stored; the rest of the run on the page.',
      test: [
        'unit/workbench/running.test.ts',
        'goes on where its answers can be stored no longer, and a notice says so',
      ],
    },
    {
      what: 'The storage has no room for a model.',
      sees: { words: 'The model answers; the next visit downloads it again.' },
      kept: 'The run.',
      test: ['unit/transformer/remote.test.ts', 'is read without a store: none there, forbidden, or full'],
    },
    {
      what: 'An entry in the store is damaged.',
      sees: 'run-damaged',
      kept: 'All other entries.',
      test: ['unit/experiment/store.test.ts', 'skips and counts what was damaged, and keeps the rest'],
    },
    {
      what: 'An open page needs a part of a build that the site no longer has.',
      sees: 'new-version',
      kept: 'All other parts, and the settings in the address.',
      test: ['browser/ui/lost-script.test.tsx', 'a script that is lost where the host has %s is called by its name'],
    },
    {
      what: 'A script of the page, or of a worker, does not come, at whatever press it is needed.',
      sees: 'script-lost',
      kept: 'All other parts, and the settings in the address.',
      test: ['unit/workbench/lost-script.test.ts', 'ends a run by its name where it is the script of %s'],
    },
    {
      what: 'A new build is published while a page of the old one is open.',
      sees: { words: 'Nothing: the page keeps the parts of its own build until its last tab is closed.' },
      kept: 'The old build, for its tabs, and the new one for the next visit.',
      test: [
        'e2e/new-build.spec.ts',
        'a page keeps its own build until the last tab of that build is closed, and the next one has the new build, also without a network',
      ],
    },
    {
      what: 'The host sends a file of another build, or a web page in its place, to be kept for use without a network.',
      sees: { words: 'Nothing: the file is not kept, and it is asked for again when it is used.' },
      kept: 'All files that are of this build.',
      test: ['unit/site-cache.test.ts', 'does without a model or a list that the host %s'],
    },
    {
      what: 'A part of the page throws.',
      sees: 'view-failed',
      kept: 'All other parts, and the run as a file.',
      test: [
        'browser/workbench/part.test.tsx',
        'a part that cannot be drawn says so in its place, offers the run as a file, and is drawn again for another run',
      ],
    },
    {
      what: 'A program has a fault that nobody foresaw.',
      sees: 'unknown',
      kept: 'All other units.',
      test: ['unit/experiment/runner.test.ts', 'names an error of a program unknown, with its message'],
    },
  ],
};
