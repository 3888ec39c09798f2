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
  /** Null where the server sent none. */
  header(name: string): string | null;
  /** The next bytes of the body, until `done`; null where there is no body. */
  read: (() => Promise<{ done: boolean; value?: Uint8Array | undefined }>) | null;
}

/** How a request goes out. `fetch` does everywhere; Node has a way that costs a fraction, which the command line uses. */
export type Send = (url: string, sending: Sending) => Promise<Sent>;

export function sendByFetch(own: typeof fetch = (input, init) => fetch(input, init)): Send {
  return async (url, sending) => {
    const response = await own(url, { ...sending, credentials: 'omit', referrerPolicy: 'no-referrer' });
    const reader = response.body?.getReader();
    return {
      status: response.status,
      header: name => response.headers.get(name),
      read: reader ? () => reader.read() : null,
    };
  };
}
