import { sizeText } from '@/components/ui/size';
import { counted } from '@/lib/core/in-words';
import type { Calculation } from '@/lib/panels/kv-cache/calculator/calculate';
import { largestGroup, longestContext } from '@/lib/panels/kv-cache/calculator/plan';
import type { CalculatorState } from '@/lib/panels/kv-cache/calculator/state';

/** A whole number with digit groups. */
export const whole = (count: number): string => Math.round(count).toLocaleString('en');

/** `131,072 bytes`: exact, for small numbers that people multiply. A fraction has one digit. */
export const exactBytes = (bytes: number): string =>
  `${bytes.toLocaleString('en', { maximumFractionDigits: 1 })} ${bytes === 1 ? 'byte' : 'bytes'}`;

/** A size; where there is none, `none`. */
export const sizeOrNone = (bytes: number): string => (bytes === 0 ? 'none' : sizeText(bytes));

/** `12.5×`, with at most three significant digits. */
export const factorText = (factor: number): string =>
  `${factor.toLocaleString('en', { maximumSignificantDigits: 3 })}×`;

/** `42 ms`, `3.1 s`. */
export const timeText = (seconds: number): string =>
  seconds >= 1
    ? `${seconds.toLocaleString('en', { maximumSignificantDigits: 3 })} s`
    : `${(1000 * seconds).toLocaleString('en', { maximumSignificantDigits: 3 })} ms`;

/** `1,024`, `32K`, `1M`: a context as people say it, in powers of two. */
export function tokensText(tokens: number): string {
  if (tokens >= 2 ** 20 && tokens % 2 ** 20 === 0) return `${tokens / 2 ** 20}M`;
  return tokens >= 2048 && tokens % 1024 === 0 ? `${tokens / 1024}K` : whole(tokens);
}

/** The longest context that fits, in words. */
export const longestText = ({ longest }: Calculation): string =>
  longest === 0 ? 'none' : longest === longestContext ? 'any length' : counted(longest, 'token');

/** What one sequence needs and how many fit, in two sentences. */
export function summary({ total, batch, deployment, room }: Calculation, { context }: CalculatorState): string {
  const need = `One sequence of ${counted(context, 'token')} needs ${sizeText(total)}.`;
  const place = deployment.device.title;
  if (room < 0) return `${need} The weights alone do not fit on one device (${place}).`;
  if (batch === Infinity) return `${need} Any number of sequences fits.`;
  if (batch === 0) return `${need} No such sequence fits beside the weights (${place}).`;
  return `${need} ${counted(batch, 'sequence')} ${batch === 1 ? 'fits' : 'fit'} at once beside the weights (${place}).`;
}

/** How many devices the users need, in a sentence. */
export function fleetText({ fleet, deployment }: Calculation, { users }: CalculatorState): string {
  const all = counted(users, 'user');
  if (!fleet) return `For ${all} at once: even a group of ${largestGroup} such devices does not hold one sequence.`;
  const { groupSize, batch, devices } = fleet;
  const groups = groupSize === 1 ? '' : ` in groups of ${groupSize} that share the weights`;
  const each = groupSize === 1 ? 'device' : 'group';
  return `For ${all} at once: ${counted(devices, 'device')}${groups}, ${counted(batch, 'sequence')} on each ${each} (${deployment.device.title}).`;
}
