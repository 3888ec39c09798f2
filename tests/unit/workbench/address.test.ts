import { describe, expect, it } from 'vitest';
import { addressOf, readPlace } from '@/components/workbench/page/address';
import { linkTo, linkToShown, placeOf } from '@/components/workbench/page/write-address';
import { claimIn, decodeLink } from '@/lib/experiment/link';
import { defaultExperiment } from '@/lib/experiment/spec';
import { words } from '../../support/fixture-panel';
import { longText, roomy } from '../../support/roomy-panel';
import { finishedRun, workbenchWith } from '../../support/workbench';

const run = await finishedRun(state => state.setSeed(5));
const changed = { ...defaultExperiment(words), seed: 9 };
const shown = (changes: Partial<Parameters<typeof placeOf>[0]> = {}) => ({
  ...{ panel: words, experiment: defaultExperiment(words), run: null, readyMade: null, unit: null, tour: null },
  ...{ stage: null, locks: null, mirror: null, claim: null, offered: null },
  ...changes,
});

describe('the place of a state', () => {
  it('is bare for the defaults', () => {
    expect(placeOf(shown())).toEqual({
      hash: '',
      readyMade: null,
      run: null,
      unit: null,
      tour: null,
      stage: null,
      locks: null,
      mirror: null,
    });
  });

  it('holds settings that are not the defaults, the same for equal settings', () => {
    const { hash } = placeOf(shown({ experiment: changed }));
    expect(decodeLink(hash, words)).toEqual(changed);
    expect(placeOf(shown({ experiment: structuredClone(changed) })).hash).toBe(hash);
  });

  it('holds the settings beside a stored run, whose id means nothing in another browser', () => {
    const { hash, run: id } = placeOf(shown({ run, experiment: run.experiment, unit: 'dog' }));
    expect([decodeLink(hash, words), id]).toEqual([run.experiment, run.id]);
  });

  it('names a ready-made run, and its settings only where the form has left them', () => {
    const recorded = { ...run, id: null };
    const opened = { run: recorded, readyMade: 'a.json' };
    expect(placeOf(shown({ ...opened, experiment: run.experiment }))).toMatchObject({ hash: '', readyMade: 'a.json' });
    const { hash, readyMade } = placeOf(shown({ ...opened, experiment: changed }));
    expect([decodeLink(hash, words), readyMade]).toEqual([changed, 'a.json']);
  });

  it('keeps what a link claims until its experiment is run or changed', () => {
    const claim = { text: 'abc', experiment: changed };
    const { hash } = placeOf(shown({ experiment: changed, claim }));
    expect([decodeLink(hash, words), claimIn(hash)]).toEqual([changed, 'abc']);
    expect(claimIn(placeOf(shown({ experiment: defaultExperiment(words), claim })).hash)).toBeNull();
    expect(
      claimIn(placeOf(shown({ experiment: changed, claim, run: { ...run, experiment: changed } })).hash),
    ).toBeNull();
  });

  it('keeps the address of a run that is offered', () => {
    const offered = 'https://example.org/run.jsonl';
    expect(placeOf(shown({ offered })).readyMade).toBe(offered);
  });

  it('cannot be had where the experiment is too large for a link', () => {
    const experiment = defaultExperiment(roomy);
    const large = { ...experiment, settings: { ...experiment.settings, words: longText } };
    expect(() => placeOf(shown({ panel: roomy, experiment: large }))).toThrow(
      expect.objectContaining({ kind: 'link-too-large' }),
    );
  });
});

describe('the link that a saved figure names', () => {
  const page = { origin: 'https://example.org', pathname: '/words/' };
  const state = (changes: object) => ({ ...shown(), original: null, showsOriginal: false, ...changes });
  const read = (link: string | null) => decodeLink(new URL(link ?? '').hash, words);

  it('brings back the run on the screen, whatever the form says', () => {
    expect(read(linkToShown(page, state({ run, experiment: changed })))).toEqual(run.experiment);
    expect(read(linkToShown(page, state({ experiment: changed })))).toEqual(changed);
  });

  it('names a recorded run, and the settings of one that repeats it', () => {
    const original = { ...run, id: null };
    const recorded = 'https://example.org/words/?run=a.json';
    expect(linkToShown(page, state({ run: original, readyMade: 'a.json' }))).toBe(recorded);
    const repeated = { run, original, readyMade: 'a.json' };
    expect(read(linkToShown(page, state(repeated)))).toEqual(run.experiment);
    expect(linkToShown(page, state({ ...repeated, showsOriginal: true }))).toBe(recorded);
  });

  it('is none where the settings are too large', () => {
    const experiment = defaultExperiment(roomy);
    const large = { ...experiment, settings: { ...experiment.settings, words: longText } };
    expect(linkToShown(page, state({ panel: roomy, experiment: large }))).toBeNull();
  });
});

describe('an address', () => {
  it('is read with what its history entry holds', () => {
    expect(
      readPlace(
        { hash: '#1abc', search: '?run=a.json&x=1&tour=3&stage=a.json,b.json' },
        { loupe: { run: 'id', unit: 'dog' }, next: 1 },
      ),
    ).toEqual({
      hash: '#1abc',
      readyMade: 'a.json',
      run: 'id',
      unit: 'dog',
      tour: 2,
      stage: 'a.json,b.json',
      locks: null,
      mirror: null,
    });
  });

  it('may name a stored run, which the history entry knows better', () => {
    expect(readPlace({ hash: '', search: '?stored=abc' }, null).run).toBe('abc');
    expect(readPlace({ hash: '', search: '?stored=abc' }, { loupe: { run: 'later' } }).run).toBe('later');
  });

  it.each([null, 7, 'x', { loupe: 'x' }, { loupe: { run: 7, unit: {} } }, { loupe: null }, {}])(
    'with anything in its history entry (%j) is read as well as it can be',
    state => {
      expect(readPlace({ hash: '#', search: '?run=&tour=x1' }, state)).toEqual({
        hash: '',
        readyMade: null,
        run: null,
        unit: null,
        tour: null,
        stage: null,
        locks: null,
        mirror: null,
      });
    },
  );

  it('is written so that it is read back', () => {
    const place = {
      hash: '#1abc',
      readyMade: 'a&b c.json',
      run: null,
      unit: null,
      tour: 1,
      stage: 'a.json,b&c',
      locks: 'lock=seed&hide=a.b',
      mirror: 'https://room.example/a&b/',
    };
    const url = new URL(addressOf('/words/', place), 'https://loupe.example');
    expect([url.pathname, readPlace(url, null)]).toEqual(['/words/', place]);
    const bare = { ...place, hash: '', readyMade: null, tour: null, stage: null, locks: null, mirror: null };
    expect(addressOf('/words/', bare)).toBe('/words/');
    expect(addressOf('/words/', { ...bare, stage: 'a.json,b.json' })).toBe('/words/?stage=a.json,b.json');
    expect(addressOf('/words/', { ...bare, locks: 'lock=a.b,c' })).toBe('/words/?lock=a.b,c');
    expect(readPlace({ hash: '', search: '?lock=a%26b&x=1&hide=' }, null).locks).toBe('lock=a%26b');
    expect(readPlace(new URL(addressOf('/words/', { ...bare, stage: '' }), 'https://loupe.example'), null).stage).toBe(
      '',
    );
  });

  it('for another person holds the settings alone, also the defaults', () => {
    const { state } = workbenchWith();
    const link = linkTo({ origin: 'https://loupe.example', pathname: '/words/' }, state());
    expect(link).toMatch(/^https:\/\/loupe\.example\/words\/#1/);
    expect(decodeLink(new URL(link).hash, words)).toEqual(defaultExperiment(words));
  });

  it('for a room holds its locks and its mirror of models', () => {
    const { state } = workbenchWith();
    const room = { locks: 'lock=seed', mirror: '/models-of-the-hub/' };
    const { searchParams } = new URL(linkTo({ origin: 'https://loupe.example', pathname: '/words/' }, state(), room));
    expect([...searchParams]).toEqual([
      ['lock', 'seed'],
      ['models', '/models-of-the-hub/'],
    ]);
  });
});
