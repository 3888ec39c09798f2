import { createStore } from 'zustand/vanilla';
import type { EngineRef } from '@/lib/engines/contract';
import { serverOf } from '@/lib/engines/endpoint/address';
import { createKeyring, type HeldKey } from '@/lib/engines/endpoint/key';
import type { OpenOptions } from '@/lib/engines/open';
import type { Experiment } from '@/lib/experiment/panel';

/** How the user's own server is reached. Never part of an experiment. */
export interface EndpointSettings {
  baseUrl: string;
  /** Calls in flight at once. */
  concurrency: number;
  /** Whether temperature and top-p are not sent, for a server that refuses them. */
  leaveOut: boolean;
}

interface EndpointState {
  /** The settings that were entered in this page; null before. */
  entered: EndpointSettings | null;
}

/** Kept as long as the page lives. */
export const endpoint = createStore<EndpointState>()(() => ({ entered: null }));

const keys = createKeyring();
const noKey: HeldKey = { key: '', remember: false };

/** The key that was given for the server of an address, and no other server's. */
export function keyFor(baseUrl: string): HeldKey {
  const server = serverOf(baseUrl);
  return server ? keys.get(server.origin) : noKey;
}

/** The settings that were entered last in this page, else the form's defaults. */
export const endpointSettings = (): EndpointSettings =>
  endpoint.getState().entered ?? { baseUrl: 'http://localhost:8000/v1', concurrency: 8, leaveOut: false };

/** Keeps the settings for as long as the page lives; the key longer only if asked. */
export function setEndpoint(entered: EndpointSettings, key: HeldKey): void {
  const server = serverOf(entered.baseUrl);
  if (server) keys.set(server.origin, key);
  endpoint.setState({ entered });
}

/** The settings in the form that the engine takes; undefined until the user has entered an address, so that no default is contacted. */
export function endpointOptions(): OpenOptions['endpoint'] {
  const { entered } = endpoint.getState();
  if (!entered) return undefined;
  const { baseUrl, concurrency, leaveOut } = entered;
  const { key } = keyFor(baseUrl);
  return { baseUrl, concurrency, leaveOut: leaveOut ? ['temperature', 'top_p'] : [], ...(key && { key }) };
}

/** The models of an experiment: those that answer, and the one that embeds. */
export const modelsOf = ({
  model,
  embedder,
  compare,
}: Pick<Experiment, 'model' | 'embedder' | 'compare'>): EngineRef[] => [
  model,
  ...compare,
  ...(embedder ? [embedder] : []),
];

/** Whether an experiment runs on a server whose address nobody has entered in this page. */
export const needsServer = (
  experiment: Pick<Experiment, 'model' | 'embedder' | 'compare'>,
  { entered } = endpoint.getState(),
): boolean => entered === null && modelsOf(experiment).some(({ engine }) => engine === 'endpoint');
