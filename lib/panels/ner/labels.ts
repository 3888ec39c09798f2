import { tryParseJson } from '@/lib/core/json';

/**
 * The labels of a text: a JSON list of texts, for labels that hold commas or quotes; else what stands between commas. Each label once, without
 * blanks around it.
 */
export function labelsIn(text: string): string[] {
  const list = text.trim().startsWith('[') ? tryParseJson(text) : undefined;
  const isList = Array.isArray(list) && list.every(item => typeof item === 'string');
  const labels = isList ? list : text.split(',');
  return [...new Set(labels.map(label => label.trim()).filter(label => label !== ''))];
}

/** The text that {@link labelsIn} reads as these labels. */
export const labelsText = (labels: readonly string[]): string =>
  labels.some(label => label.includes(',') || label.startsWith('[')) ? JSON.stringify(labels) : labels.join(', ');
