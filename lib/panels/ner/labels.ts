import { tryParseJson } from '@/lib/core/json';

/**
 * The labels of a text, each once: a JSON list of texts, for labels that hold commas, quotes or blanks around them; else what stands between
 * commas, without blanks around it.
 */
export function labelsIn(text: string): string[] {
  const list = text.trim().startsWith('[') ? tryParseJson(text) : undefined;
  const labels =
    Array.isArray(list) && list.every(item => typeof item === 'string')
      ? list
      : text.split(',').map(label => label.trim());
  return [...new Set(labels.filter(label => label.trim() !== ''))];
}

/** The text that {@link labelsIn} reads as these labels. */
export const labelsText = (labels: readonly string[]): string =>
  labels.every(isPlain) ? labels.join(', ') : JSON.stringify(labels);

const isPlain = (label: string): boolean =>
  label === label.trim() && !label.startsWith('[') && !/[,\r\n\u2028\u2029]/.test(label);
