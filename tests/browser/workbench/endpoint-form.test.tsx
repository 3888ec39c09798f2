import { afterEach, describe, expect, it, vi } from 'vitest';
import { endpoint, endpointOptions } from '@/components/workbench/model/endpoint';
import { EndpointForm } from '@/components/workbench/model/endpoint-form';
import { field, named, press, type } from '../../support/draw-workbench';
import { act, render, unmount, until } from '../../support/render';

const draw = (onChoose = vi.fn()) => render(<EndpointForm model="large" onChoose={onChoose} />);

/** Requests of the page, which are answered with one list of models. */
function watchRequests() {
  const asked: { url: string; authorization: string | null }[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    asked.push({ url: String(url), authorization: new Headers(init?.headers).get('authorization') });
    return Response.json({ data: [{ id: 'large' }, { id: 'small' }] });
  });
  return asked;
}

afterEach(() => {
  vi.restoreAllMocks();
  sessionStorage.clear();
  endpoint.setState({ entered: null });
});

describe('the form of a server', () => {
  it('shows a key only beside the address that it was typed for', async () => {
    await draw();
    await type('Base URL', 'https://one.example/v1');
    await type('Key', 'sk-one');
    await type('Base URL', 'https://two.example/v1');
    expect(field('Key').value).toBe('');
    await type('Key', 'sk-two');
    // Another path of the same server.
    await type('Base URL', 'https://one.example/other/v1');
    expect(field('Key').value).toBe('sk-one');
    await type('Base URL', 'https://on');
    expect(field('Key').value).toBe('');
    await type('Base URL', 'https://two.example/v1');
    expect(field('Key').value).toBe('sk-two');
    expect(document.body.textContent).toContain('This page sends it to https://two.example only.');
  });

  it('gives an engine the key of its own server, and none to another address', async () => {
    await draw();
    await type('Base URL', 'https://one.example/v1');
    await type('Key', 'sk-one');
    act(() => document.querySelector<HTMLElement>('[role=switch]')?.click());
    await press('Use this server');
    expect(endpointOptions()).toMatchObject({ baseUrl: 'https://one.example/v1', key: 'sk-one' });
    await unmount();

    await draw();
    expect(field('Key').value).toBe('sk-one');
    await type('Base URL', 'http://localhost:9/v1');
    await press('Use this server');
    expect(endpointOptions()).toEqual({ baseUrl: 'http://localhost:9/v1', concurrency: 8, leaveOut: [] });
  });

  it('gives no address before one was entered', () => {
    expect(endpointOptions()).toBeUndefined();
  });

  it('asks a server for its models only on the press of the button that names it', async () => {
    const asked = watchRequests();
    const onChoose = vi.fn();
    await draw(onChoose);
    await type('Base URL', 'https://three.example/v1');
    await type('Key', 'sk-three');
    expect(asked).toEqual([]);
    await press('Ask three.example for its models');
    await until(() => named('label', 'Models of three.example') !== undefined);
    expect(asked).toEqual([{ url: 'https://three.example/v1/models', authorization: 'Bearer sk-three' }]);

    const list = field('Models of three.example') as unknown as HTMLSelectElement;
    act(() => {
      list.value = 'small';
      list.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(field('Model').value).toBe('small');
    // The list was one server's.
    await type('Base URL', 'https://four.example/v1');
    expect(named('label', 'Models of three.example')).toBeUndefined();
    await press('Use this server');
    expect(onChoose).toHaveBeenCalledWith({ engine: 'endpoint', model: 'small' });
    expect(asked).toHaveLength(1);
  });

  it('says why a server gives no list', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
    await draw();
    await type('Base URL', 'https://five.example/v1');
    await press('Ask five.example for its models');
    await until(() => document.querySelector('[role=alert]') !== null);
    expect(document.body.textContent).toContain('The endpoint cannot be reached.');
  });
});
