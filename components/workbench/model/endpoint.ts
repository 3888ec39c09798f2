import { forgetKey, rememberKey, rememberedKey } from '@/lib/engines/endpoint/key';
import type { OpenOptions } from '@/lib/engines/open';

/** How the user's own server is reached. Never part of an experiment. */
export interface EndpointSettings {
  baseUrl: string;
  key: string;
  /** Calls under way at once. */
  concurrency: number;
  /** Whether the tab keeps the key until it closes. */
  remember: boolean;
}

let settings: EndpointSettings | null = null;

/** What was entered last in this page. */
export function endpointSettings(): EndpointSettings {
  const key = rememberedKey() ?? '';
  return (settings ??= { baseUrl: 'http://localhost:8000/v1', key, concurrency: 8, remember: key !== '' });
}

/** Keeps the settings for as long as the page lives; the key longer only if asked. */
export function setEndpoint(next: EndpointSettings): void {
  settings = next;
  if (next.remember && next.key) rememberKey(next.key);
  else forgetKey();
}

/** As the engine takes them. */
export function endpointOptions(): OpenOptions['endpoint'] {
  const { baseUrl, key, concurrency } = endpointSettings();
  return { baseUrl, concurrency, ...(key && { key }) };
}
