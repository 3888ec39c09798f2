import { describe, expect, it, vi } from 'vitest';
import { remoteAddress } from '@/components/workbench/offered-run/address';
import { fileLimits } from '@/lib/experiment/file-lines';
import { fakeBrowser } from '../../support/browser-history';
import { serveExperiments } from '../../support/site';
import { eventually, files, linkTo, readyMade, visit } from '../../support/visit';
import { fileOfRun } from '../../support/workbench';

const address = 'https://runs.example/a%20run.jsonl';
const opened = `/words/?run=${encodeURIComponent(address)}`;

/** Answers whatever is asked for by one response; `asked` are the addresses with what was sent along. */
function serveRemote(respond: () => Response | Promise<Response>) {
  const asked: [string, RequestInit][] = [];
  vi.stubGlobal('fetch', async (url: string, options: RequestInit) => {
    asked.push([url, options]);
    return respond();
  });
  return asked;
}

const page = () => visit(fakeBrowser(opened));

describe('a run on another server that an address names', () => {
  it('is offered and not fetched; a reload offers it again', async () => {
    const asked = serveRemote(() => new Response(fileOfRun(readyMade)));
    const { state, tab } = await page();
    expect([state().offered, state().run, state().isOpening, asked]).toEqual([address, null, false, []]);
    expect(new URL(tab.address(), 'https://x').searchParams.get('run')).toBe(address);
  });

  it('is offered also beside settings, which a reload brings back', async () => {
    const { state } = await visit(fakeBrowser(opened + linkTo({ seed: 9 })));
    expect([state().offered, state().experiment.seed, state().run]).toEqual([address, 9, null]);
  });

  it('leaves the settings beside it where it is opened, and where it is declined', async () => {
    const { asked } = serveExperiments(files);
    const declined = await visit(fakeBrowser(opened + linkTo({ seed: 9 })));
    declined.state().declineOffered();
    const { offered, experiment, isShared } = declined.state();
    expect([offered, experiment.seed, isShared, asked]).toEqual([null, 9, true, []]);

    serveRemote(() => new Response(fileOfRun(readyMade)));
    const { state } = await visit(fakeBrowser(opened + linkTo({ seed: 9 })));
    await state().openOffered();
    expect([state().run?.experiment.seed, state().experiment.seed]).toEqual([readyMade.experiment.seed, 9]);
  });

  it('is opened once that is allowed; nothing of the reader is sent, and only the named host is asked', async () => {
    const asked = serveRemote(() => new Response(fileOfRun(readyMade)));
    const { state, tab, kinds } = await page();
    await state().openOffered();
    expect([kinds(), state().offered, state().run?.status, state().file]).toEqual([[], null, 'recorded', null]);
    expect(state().run?.sentence).toContain('runs.example');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject([
      address,
      { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' },
    ]);
    await eventually(() => expect(new URL(tab.address(), 'https://x').searchParams.get('run')).toBe(address));
  });

  it('that is declined gives way to the first ready-made experiment', async () => {
    const { asked } = serveExperiments(files);
    const { state } = await page();
    state().declineOffered();
    await eventually(() => expect(state().readyMade).toBe('first.json'));
    expect([state().offered, asked]).toEqual([null, ['index.json', 'first.json']]);
  });

  it('gives way to a run that is started in its place', async () => {
    const { state } = await page();
    await state().start();
    expect([state().offered, state().run?.status]).toEqual([null, 'finished']);
  });

  it.each<[string, string, () => Response | Promise<Response>]>([
    ['does not answer', 'run-unreachable', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['says 404', 'run-unreachable', () => new Response('', { status: 404 })],
    [
      'sends a web page',
      'run-unreachable',
      () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
    ],
    ['sends what is no run', 'file-malformed', () => new Response('{"a":1}')],
    [
      'says that it will send too much',
      'file-too-large',
      () => new Response('{', { headers: { 'content-length': String(fileLimits.total + 1) } }),
    ],
    [
      'sends a line without an end',
      'file-too-large',
      () => new Response(`{"loupe":2,"kind":"run","x":"${'a'.repeat(fileLimits.line)}`),
    ],
  ])('of a server that %s gives the failure %s, and is still offered', async (_what, kind, respond) => {
    serveRemote(respond);
    const { state, kinds } = await page();
    await state().openOffered();
    expect([kinds(), state().run, state().offered, state().file]).toEqual([[kind], null, address, null]);
  });

  it('is no longer read once something else is opened', async () => {
    let cancelled: AbortSignal | null | undefined;
    vi.stubGlobal('fetch', (url: string, { signal }: RequestInit) => {
      if (!url.startsWith('https:')) return new Response(files[url.slice(url.lastIndexOf('/') + 1) as 'index.json']);
      cancelled = signal;
      return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    });
    const { state, kinds } = await page();
    const fetching = state().openOffered();
    await eventually(() => expect(cancelled).toBeDefined());
    await state().openReadyMade('first.json');
    await fetching;
    expect([cancelled?.aborted, state().readyMade, kinds(), state().file]).toEqual([true, 'first.json', [], null]);
  });
});

describe('an address of a run', () => {
  it.each([
    ['ftp://runs.example/a'],
    ['javascript:alert(1)'],
    ['//runs.example/a'],
    ['https://'],
    ['https://name:secret@runs.example/a'],
    [`https://runs.example/${'a'.repeat(2_000)}`],
    ['first.json'],
  ])('is not %.40s', text => {
    expect(remoteAddress(text)).toBeNull();
  });

  it('names its host as a browser reads it', () => {
    expect(remoteAddress('HTTPS://Runs.Example:8443/a')?.host).toBe('runs.example:8443');
    expect(remoteAddress('https://аррle.example/a')?.host).toMatch(/^xn--/);
  });
});
