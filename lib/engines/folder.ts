import { addressOf, parsePlace, type Place, referenceTo } from '@/lib/transformer/sources/address';
import { parseHub } from '@/lib/transformer/sources/hub';
import type { EngineRef } from './contract';
import { mirrored, mirrorFolder } from './mirror';

/** URL of the folder in which the site keeps its own model folders. */
function siteFolders(): string {
  const base = process.env.NEXT_PUBLIC_BASE_PATH ?? '';
  return new URL(`${base}/models/`, globalThis.location.href).href;
}

const addressIn = (place: Place): string =>
  (place.kind === 'hub' ? mirrored(place.repository) : null) ?? addressOf(place, siteFolders);

/**
 * The address of the folder that the embedded engine loads for a model. The name comes from a link; {@link parsePlace} says which names
 * are accepted.
 * @throws Failure `model-unsupported`
 */
export const folderUrl = (model: string): string => addressIn(parsePlace(model));

/** The name by which an experiment refers to a folder at an address; the address itself if it cannot be parsed. */
export function referenceOf(address: string): string {
  try {
    const repository = parseHub(address) ?? parseHub(address, mirrorFolder() ?? undefined);
    return referenceTo(repository ? { kind: 'hub', repository } : parsePlace(address));
  } catch {
    return address;
  }
}

/** A model reference that a user typed, after parsing. */
export interface TypedFolder {
  ref: EngineRef;
  /** The server from which a run downloads the folder; null if the folder is part of this site. */
  host: string | null;
}

/** @throws Failure `model-unsupported`; its detail is a sentence that says what is wrong */
export function readFolder(text: string): TypedFolder {
  const place = parsePlace(text);
  const ref: EngineRef = { engine: 'embedded', model: referenceTo(place) };
  return { ref, host: place.kind === 'site' ? null : new URL(addressIn(place)).host };
}

/** The server from which a run downloads this model; null if the model is part of this site, is no folder, or cannot be parsed. */
export function hostOf({ engine, model }: EngineRef): string | null {
  if (engine !== 'embedded') return null;
  try {
    return readFolder(model).host;
  } catch {
    return null;
  }
}

/** Whether a model is part of this site, so that no other server is contacted. */
export const comesWithPage = ({ engine, model }: EngineRef): boolean =>
  engine === 'embedded' && hostOf({ engine, model }) === null;
