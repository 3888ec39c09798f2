import { Failure } from '@/lib/core/failure';

/** One line of a file. */
export interface Line {
  /** Without its end. */
  text: string;
  /** Counted from 1. */
  number: number;
  /** Whether it has an end: the last line of a file that was cut off has none. */
  isWhole: boolean;
}

/** How large a file may be. */
export interface FileLimits {
  /** Characters of one line. */
  line: number;
  /** Bytes in all, unpacked. */
  total: number;
  lines: number;
  /** Values of all lines but the first, keys included. */
  values: number;
}

/**
 * What a file may hold, so that no file can fill the memory by one line, unpack to any size, or become far more than it is as a text: a
 * list of zeros has ten times the values of an honest run of its size. A million calls have about 60 million values.
 */
export const fileLimits: FileLimits = {
  line: 20 * 1024 * 1024,
  total: 2 * 1024 ** 3,
  lines: 5_000_000,
  values: 60_000_000,
};

/** A file that is read, with the bytes that were read so far. */
export interface Opened {
  /** Unpacked where the file is a gzip. */
  bytes: ReadableStream<Uint8Array>;
  /** Bytes of the file itself. */
  loaded(): number;
}

/** Opens a file or any stream of bytes, and unpacks it where it begins as a gzip does. */
export async function openBytes(source: Blob | ReadableStream<Uint8Array>): Promise<Opened> {
  const reader = (source instanceof Blob ? source.stream() : source).getReader();
  let loaded = 0;
  const read = async () => {
    const next = await reader.read();
    loaded += next.value?.byteLength ?? 0;
    return next;
  };
  const first = await read();
  let kept: typeof first | undefined = first;
  const plain = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = kept ?? (await read());
      kept = undefined;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: reason => reader.cancel(reason),
  });
  const isGzip = first.value?.[0] === 0x1f && first.value[1] === 0x8b;
  const bytes = isGzip ? plain.pipeThrough(new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array>) : plain;
  return { bytes, loaded: () => loaded };
}

/** The lines of a stream of UTF-8. @throws Failure `file-too-large` beyond {@link fileLimits}; what the stream throws */
export async function* linesOf(
  bytes: ReadableStream<Uint8Array>,
  limits: FileLimits = fileLimits,
): AsyncGenerator<Line, void, void> {
  const reader = bytes.getReader();
  const decoder = new TextDecoder();
  let rest: string[] = [];
  let length = 0;
  let total = 0;
  let number = 0;

  const line = (end: string, isWhole: boolean): Line => {
    const text = rest.length === 0 ? end : rest.join('') + end;
    rest = [];
    length = 0;
    if (++number > limits.lines) throw new Failure('file-too-large', `It has more than ${limits.lines} lines.`);
    return { text, number, isWhole };
  };
  const check = (added: number) => {
    if (length + added > limits.line) throw new Failure('file-too-large', `Line ${number + 1} is too long.`);
  };

  try {
    for (;;) {
      const { done, value } = await reader.read();
      total += value?.byteLength ?? 0;
      if (total > limits.total) throw new Failure('file-too-large', 'It unpacks to more than 2 GB.');
      const text = done ? decoder.decode() : decoder.decode(value, { stream: true });
      let from = 0;
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
        check(at - from);
        yield line(text.slice(from, at), true);
        from = at + 1;
      }
      check(text.length - from);
      rest.push(text.slice(from));
      length += text.length - from;
      if (done) break;
    }
    if (length > 0) yield line('', false);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
