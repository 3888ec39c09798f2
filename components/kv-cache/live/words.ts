import type { Frame } from '@/lib/panels/kv-cache/report/frame';
import { placesOf } from '@/lib/panels/kv-cache/report/frame';
import type { CacheHistory } from '@/lib/panels/kv-cache/report/history';

/** A token with visible signs for white space. */
export const visible = (token: string): string => token.replace(/\n/g, '⏎').replace(/\t/g, '⇥').replace(/^ +| +$/g, spaces => '·'.repeat(spaces.length)); // prettier-ignore

/** `in 7 of 12 heads, merged into another in 2`. */
export function placesText(frame: Frame, token: number): string {
  if (token >= frame.read) return 'not read yet';
  const { kept, merged, heads } = placesOf(frame, token);
  const places = kept === 0 ? 'in no head' : `in ${kept === heads ? `all ${heads}` : `${kept} of ${heads}`} heads`;
  return merged === 0 ? places : `${places}, merged into another token in ${merged}`;
}

/** `Token 17 of the prompt, “fox”`. */
export function tokenText(
  { tokens, promptTokens }: Pick<CacheHistory, 'tokens' | 'promptTokens'>,
  token: number,
): string {
  const isPrompt = token < promptTokens;
  const place = isPrompt ? token + 1 : token - promptTokens + 1;
  const text = tokens[token];
  return `Token ${place.toLocaleString('en')} of the ${isPrompt ? 'prompt' : 'continuation'}${text === undefined ? '' : `, “${visible(text)}”`}`;
}

/** `4.0×`, `16×`. */
export const ratioText = (ratio: number): string =>
  Number.isFinite(ratio) ? `${ratio < 9.95 ? ratio.toFixed(1) : Math.round(ratio).toLocaleString('en')}×` : 'empty';

/** A share that is less by so much: `73 % less`, `the same`. */
export function lessText(part: number, whole: number): string {
  const share = whole === 0 ? 0 : Math.round(100 * (1 - part / whole));
  return share === 0 ? 'the same' : share > 0 ? `${share}\u202f% less` : `${-share}\u202f% more`;
}

/** Nats with as many digits as can be read. */
export const natsText = (nats: number): string => (nats !== 0 && nats < 0.001 ? '< 0.001' : nats.toFixed(3));
