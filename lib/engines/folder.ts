import { addressOf, parsePlace, referenceTo } from '@/lib/transformer/sources/address';
import { parseHub } from '@/lib/transformer/sources/hub';
import type { EngineRef } from './contract';

/** Where the site keeps the model folders that are part of it. */
function siteFolders(): string {
  const base = process.env.NEXT_PUBLIC_BASE_PATH ?? '';
  return new URL(`${base}/models/`, globalThis.location.href).href;
}

/**
 * The address of the folder that our own engine loads for a model. The name comes from a link: see {@link parsePlace} for what is taken.
 * @throws Failure `model-unsupported`
 */
export const folderUrl = (model: string): string => addressOf(parsePlace(model), siteFolders);

/** What an experiment names a folder of another server by, from its address; the address itself where it cannot be read. */
export function referenceOf(address: string): string {
  try {
    const repository = parseHub(address);
    return referenceTo(repository ? { kind: 'hub', repository } : parsePlace(address));
  } catch {
    return address;
  }
}

/** A reference that a person typed, understood. */
export interface TypedFolder {
  ref: EngineRef;
  /** What a run will download from; null where the folder is part of this site. */
  host: string | null;
}

/** @throws Failure `model-unsupported`, its detail a sentence on what is wrong */
export function readFolder(text: string): TypedFolder {
  const place = parsePlace(text);
  const ref: EngineRef = { engine: 'embedded', model: referenceTo(place) };
  return { ref, host: place.kind === 'site' ? null : new URL(addressOf(place, siteFolders)).host };
}

/** The server that a run with this model downloads from; null where it needs none but this site's, or what it needs is not known here. */
export function hostOf({ engine, model }: EngineRef): string | null {
  if (engine !== 'embedded') return null;
  try {
    return readFolder(model).host;
  } catch {
    return null;
  }
}

/** Whether a model is part of this site: small, and there without asking anybody else. */
export const comesWithPage = ({ engine, model }: EngineRef): boolean =>
  engine === 'embedded' && hostOf({ engine, model }) === null;
