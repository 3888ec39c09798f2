import { asFailure, Failure, throwIfCancelled } from '@/lib/core/failure';
import { sleep } from '@/lib/core/sleep';
import { bodySize } from './http';
import { beginsAsPage, NotGiven, pageInPlace, refusedByServer } from './web-page';

/** Network access and its timing; tests supply their own. */
export interface Network {
  fetch: typeof fetch;
  /** Milliseconds to wait before each retry. The count restarts whenever bytes arrive. */
  delays: readonly number[];
  /** Milliseconds without a byte after which a connection counts as broken. */
  stallTimeout: number;
}

/** A range of a file on a server. */
export interface RangeRequest {
  url: string;
  /** File name, for failure messages. */
  name: string;
  /** First byte. */
  from: number;
  /** The byte after the last; null for the end of the file. */
  to: number | null;
  /** Known facts of the file; a response that contradicts them is reported as `changed`. */
  size: number | null;
  validator: string | null;
}

export interface Download {
  /** Size of the whole file, if the server states it. */
  size: number | null;
  /** Changes when the file does: the ETag, or else Last-Modified; null where the server sends neither. */
  validator: string | null;
  /** The bytes of the range. After a broken connection the download resumes where it broke. */
  pieces: AsyncIterable<Uint8Array>;
  close(): void;
}

/** Status codes that are worth a retry. */
const retryable = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Starts a download. Requests a range with `Range` and detects a changed file from the response, because `If-Range`
 * would need a preflight, which does not survive redirects to a CDN. Skips the bytes before the range if the server
 * ignores `Range`.
 *
 * @returns `missing` where there is no such file, `changed` where it contradicts the known facts
 * @throws Failure `download-failed` after the last attempt, `cancelled`; {@link NotGiven} where the server refuses or sends a web page
 */
export async function download(
  range: RangeRequest,
  network: Network,
  signal: AbortSignal,
): Promise<Download | 'missing' | 'changed'> {
  const closed = new AbortController();
  const rangeDownload = new RangeDownload(range, network, signal, closed);
  try {
    const first = await rangeDownload.connect(range.from);
    if (typeof first === 'string') return first;
    return {
      size: first.size,
      validator: first.validator,
      pieces: rangeDownload.pieces(first),
      close: () => closed.abort(),
    };
  } catch (error) {
    closed.abort();
    throw error;
  }
}

/** The body of a response, of which the first piece was read; undefined where it is empty. */
interface Body {
  head: Uint8Array | undefined;
  reader: ReadableStreamDefaultReader<Uint8Array>;
}

interface Connection {
  size: number | null;
  validator: string | null;
  body: Body | null;
  /** Number of bytes to skip, where the response begins before the range. */
  skipBytes: number;
  end(): void;
}

/** The download of one range, over as many connections as needed. */
class RangeDownload {
  private attempts = 0;

  constructor(
    private readonly range: RangeRequest,
    private readonly network: Network,
    private readonly signal: AbortSignal,
    private readonly closed: AbortController,
  ) {}

  /** Retries until the server answers, for the file from byte `from` on. */
  async connect(from: number): Promise<Connection | 'missing' | 'changed'> {
    for (;;) {
      try {
        const answer = await this.request(from);
        if (answer !== 'later') return answer;
        await this.backOff('the server is busy');
      } catch (error) {
        // What was begun exists: the network in between is to blame, and what is kept of it stays.
        if (error instanceof NotGiven && from > 0) throw new Failure('download-failed', error.detail, { cause: error });
        if (error instanceof Failure) throw error;
        await this.backOff(
          `it cannot be reached, or does not allow this page (CORS): ${asFailure(error).detail}`,
          error,
        );
      }
    }
  }

  async *pieces(first: Connection): AsyncGenerator<Uint8Array> {
    let connection = first;
    let at = this.range.from;
    const end = this.range.to ?? first.size ?? this.range.size;
    for (;;) {
      try {
        for await (const piece of this.bytes(connection)) {
          this.attempts = 0;
          const rest = end === null || this.range.to === null ? piece : piece.subarray(0, end - at);
          at += rest.byteLength;
          yield rest;
          if (this.range.to !== null && at >= this.range.to) return;
        }
        if (end === null || at >= end) return;
        await this.backOff('the connection ended early');
      } catch (error) {
        if (error instanceof Failure) throw error;
        await this.backOff(`the connection broke: ${asFailure(error).detail}`, error);
      }
      connection.end();
      const next = await this.connect(at);
      if (typeof next === 'string') throw this.failure('it changed on the server while it was downloaded');
      connection = next;
    }
  }

  private async request(from: number): Promise<Connection | 'missing' | 'changed' | 'later'> {
    const { url, to } = this.range;
    const isPart = from > 0 || to !== null;
    const stop = new AbortController();
    const combined = AbortSignal.any([this.signal, this.closed.signal, stop.signal]);
    const response = await this.withStallTimeout(
      this.network.fetch(url, {
        signal: combined,
        // The parts are stored in the Cache API; do not store them in the HTTP cache as well.
        cache: 'no-store',
        // Do not tell the server who asks, or from which page.
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        ...(isPart && { headers: { range: `bytes=${from}-${to === null ? '' : to - 1}` } }),
      }),
    ).catch((error: unknown) => {
      stop.abort();
      throw error;
    });
    try {
      const body = response.ok && response.body ? await this.openBody(response.body) : null;
      const isFromStart = from === 0 || response.status === 200;
      if (isFromStart && body?.head && beginsAsPage(body.head)) throw pageInPlace(this.range.name);
      const answer = this.interpret(response, from, body);
      if (typeof answer !== 'string') return { ...answer, end: () => stop.abort() };
      stop.abort();
      return answer;
    } catch (error) {
      stop.abort();
      throw error;
    }
  }

  /** Reads the first bytes, which tell a web page. */
  private async openBody(stream: ReadableStream<Uint8Array>): Promise<Body> {
    const reader = stream.getReader();
    const { value } = await this.withStallTimeout(reader.read());
    return { head: value, reader };
  }

  private interpret(
    response: Response,
    from: number,
    body: Body | null,
  ): Omit<Connection, 'end'> | 'missing' | 'changed' | 'later' {
    const { status, headers } = response;
    if (status === 404 || status === 410) return 'missing';
    if (status === 416) return 'changed';
    if (retryable.has(status)) return 'later';
    if (status === 401 || status === 403) throw refusedByServer(this.range.name, status);
    if (status !== 200 && status !== 206) throw this.failure(`the server answered ${status}`);
    const { to, size: knownSize, validator: known } = this.range;
    const validator = headers.get('etag')?.replace(/^W\//, '') ?? headers.get('last-modified');
    if (known !== null && validator !== null && known !== validator) return 'changed';
    const firstByte = status === 206 ? from : 0;
    const length = bodySize(response);
    // Some servers do not expose `Content-Range` to other origins, but `Content-Length` is always readable.
    const contentRange = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '');
    if (status === 206 && contentRange && Number(contentRange[1]) !== from)
      throw this.failure('the server sent another part');
    const counted = length === null || (status === 206 && to !== null) ? null : firstByte + length;
    const size = contentRange ? Number(contentRange[2]) : counted;
    if (knownSize !== null && size !== null && size !== knownSize) return 'changed';
    return { size: size ?? knownSize, validator, body, skipBytes: from - firstByte };
  }

  private async *bytes({ body, skipBytes }: Connection): AsyncGenerator<Uint8Array> {
    let toSkip = skipBytes;
    for (let piece = body?.head; body && piece;) {
      const passed = Math.min(toSkip, piece.byteLength);
      toSkip -= passed;
      if (passed < piece.byteLength) yield piece.subarray(passed);
      ({ value: piece } = await this.withStallTimeout(body.reader.read()));
    }
  }

  /**
   * Awaits the network.
   * @throws Error when nothing arrives for `stallTimeout`
   */
  private async withStallTimeout<T>(work: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stalled = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no data arrived in time')), this.network.stallTimeout);
    });
    try {
      return await Promise.race([work, stalled]);
    } catch (error) {
      throwIfCancelled(this.signal);
      throw error;
    } finally {
      clearTimeout(timer);
      work.catch(() => {});
    }
  }

  /**
   * Waits before the next attempt.
   * @throws Failure `download-failed` after the last one; `cancelled`
   */
  private async backOff(reason: string, cause?: unknown): Promise<void> {
    throwIfCancelled(this.closed.signal);
    const delay = this.network.delays[this.attempts++];
    if (delay === undefined) throw this.failure(reason, cause);
    await sleep(delay, this.signal);
  }

  private failure(reason: string, cause?: unknown): Failure {
    const sentence = reason.endsWith('.') ? reason : `${reason}.`;
    return new Failure('download-failed', `${this.range.name}: ${sentence}`, { cause });
  }
}
