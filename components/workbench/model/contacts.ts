'use client';

import { useStore } from 'zustand';
import { sizeText } from '@/components/ui/size';
import { type EngineRef, refKey } from '@/lib/engines/contract';
import { serverOf } from '@/lib/engines/endpoint/address';
import { downloadOf } from '@/lib/engines/open';
import { useWorkbench } from '../context';
import { endpoint, type EndpointSettings, modelsOf } from './endpoint';

/** The downloads of these models, as a sentence that names hosts and sizes; empty if there are none. */
export function downloadText(refs: readonly EngineRef[], subject = 'A run'): string {
  const unique = new Map(refs.map(ref => [refKey(ref), ref]));
  const downloads = [...unique.values()].flatMap(ref => downloadOf(ref) ?? []);
  if (downloads.length === 0) return '';
  const hosts = [...new Set(downloads.flatMap(download => download.hosts))];
  const bytes = downloads.reduce((sum, download) => sum + (download.bytes ?? Number.NaN), 0);
  const size = Number.isNaN(bytes) ? '' : `: up to ${sizeText(bytes)}`;
  return `${subject} downloads what is not here yet${size} from ${hosts.join(' and ')}.`;
}

const isServers = ({ engine }: EngineRef): boolean => engine === 'endpoint';

const hostOf = (refs: readonly EngineRef[], entered: EndpointSettings | null): string | null =>
  entered && refs.some(isServers) ? (serverOf(entered.baseUrl)?.host ?? null) : null;

/** What a run on these models exchanges with other servers, in sentences that name them; empty if nothing. */
export function contactsText(refs: readonly EngineRef[], entered: EndpointSettings | null): string {
  const host = hostOf(refs, entered);
  return [host && `A run sends its prompts to ${host}.`, downloadText(refs)].filter(Boolean).join(' ');
}

/** The host of the server that a run of the form's experiment sends its prompts to; null if it uses none, or none is entered yet. */
export function useServerHost(): string | null {
  const entered = useStore(endpoint, state => state.entered);
  return useWorkbench(({ experiment }) => hostOf(modelsOf(experiment), entered));
}

/** {@link contactsText} of the form's experiment. */
export function useContacts(): string {
  const entered = useStore(endpoint, state => state.entered);
  return useWorkbench(({ experiment }) => contactsText(modelsOf(experiment), entered));
}
