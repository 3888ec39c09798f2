/** What is sent to a server. */
export interface Sending {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  /** Closes the connection. */
  signal: AbortSignal;
}

/** What came back, once its headers are there. */
export interface Sent {
  status: number;
  /** Where a redirect points to, which is never followed here; `hidden` in a browser, which does not tell. Null for any other reply. */
  redirect: string | null;
  /** Null where the server sent none. */
  header(name: string): string | null;
  /** The next bytes of the body, until `done`; null where there is no body. */
  read: (() => Promise<{ done: boolean; value?: Uint8Array | undefined }>) | null;
}

/** How a request goes out. `fetch` does everywhere; Node has a way that costs a fraction, which the command line uses. */
export type Send = (url: string, sending: Sending) => Promise<Sent>;

/** The target of a redirect; null for a reply with another status. */
export const redirectTarget = (status: number, location: string | null): string | null =>
  [301, 302, 303, 307, 308].includes(status) ? (location ?? 'hidden') : null;

export function sendByFetch(own: typeof fetch = (input, init) => fetch(input, init)): Send {
  return async (url, sending) => {
    const response = await own(url, {
      ...sending,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
    });
    const reader = response.body?.getReader();
    const isHidden = response.type === 'opaqueredirect' && response.status === 0;
    return {
      status: response.status,
      redirect: isHidden ? 'hidden' : redirectTarget(response.status, response.headers.get('location')),
      header: name => response.headers.get(name),
      read: reader ? () => reader.read() : null,
    };
  };
}
