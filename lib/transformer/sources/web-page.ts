import { Failure } from '@/lib/core/failure';

/** Whether a text, or the first bytes of a file, begin as a web page does. No file of a model does. */
export function beginsAsPage(start: string | Uint8Array): boolean {
  const text = typeof start === 'string' ? start.slice(0, 200) : new TextDecoder().decode(start.subarray(0, 200));
  return /^\s*<(!doc|!--|html|head|body|\?xml)/i.test(text);
}

/**
 * A server does not hand out a file: it refuses, or sends a web page in its place. Many do so where there is no such file, so whoever can
 * do without it goes on.
 */
export class NotGiven extends Failure {}

/** @param name of the file */
export const refusedByServer = (name: string, status: number): NotGiven =>
  new NotGiven(
    'download-failed',
    `${name}: the server answered ${status}: there is no such model, or it needs an account.`,
  );

/** @param name of the file */
export const pageInPlace = (name: string): NotGiven =>
  new NotGiven('model-file', `${name}: the server sent a web page in its place.`);
