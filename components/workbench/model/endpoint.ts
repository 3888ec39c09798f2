import { createStore } from 'zustand/vanilla';
import { forgetKey, rememberedKey, rememberKey } from '@/lib/engines/endpoint/key';
import type { OpenOptions } from '@/lib/engines/open';
import type { Experiment } from '@/lib/experiment/panel';

/** How the user's own server is reached. Never part of an experiment. */
export interface EndpointSettings {
  baseUrl: string;
  key: string;
  /** Calls in flight at once. */
  concurrency: number;
  /** Whether the tab keeps the key until it closes. */
  remember: boolean;
}

interface EndpointState {
  /** The settings that were entered in this page; null before. */
  entered: EndpointSettings | null;
}

/** Kept as long as the page lives. */
export const endpoint = createStore<EndpointState>()(() => ({ entered: null }));

/** The settings that were entered last in this page, else the form's defaults. */
export function endpointSettings(): EndpointSettings {
  const { entered } = endpoint.getState();
  if (entered) return entered;
  const key = rememberedKey() ?? '';
  return { baseUrl: 'http://localhost:8000/v1', key, concurrency: 8, remember: key !== '' };
}

/** Keeps the settings for as long as the page lives; the key longer only if asked. */
export function setEndpoint(entered: EndpointSettings): void {
  endpoint.setState({ entered });
  if (entered.remember && entered.key) rememberKey(entered.key);
  else forgetKey();
}

/** The settings in the form that the engine takes. */
export function endpointOptions(): OpenOptions['endpoint'] {
  const { baseUrl, key, concurrency } = endpointSettings();
  return { baseUrl, concurrency, ...(key && { key }) };
}

/** Whether an experiment runs on a server whose address nobody has entered in this page. */
export const needsServer = (
  { model, embedder, compare }: Pick<Experiment, 'model' | 'embedder' | 'compare'>,
  { entered } = endpoint.getState(),
): boolean =>
  entered === null && [model, ...compare, ...(embedder ? [embedder] : [])].some(({ engine }) => engine === 'endpoint');
