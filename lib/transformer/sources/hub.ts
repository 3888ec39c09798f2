/** The origin of Hugging Face. */
export const hubOrigin = 'https://huggingface.co';

/** A model repository at a branch, tag or commit. */
export interface HubRepository {
  owner: string;
  name: string;
  revision: string;
}

/** The path of a repository's files, with a slash at its end. */
export const hubPath = ({ owner, name, revision }: HubRepository): string =>
  `${owner}/${name}/resolve/${encodeURIComponent(revision)}/`;

/** The URL of a repository's files. */
export const hubFolder = (repository: HubRepository): string => `${hubOrigin}/${hubPath(repository)}`;

/** Parses the URL of a repository's files; null for all other URLs. */
export function parseHub(folder: string, origin: string = hubOrigin): HubRepository | null {
  if (!folder.startsWith(`${origin}/`)) return null;
  const path = /^([\w.-]+)\/([\w.-]+)\/resolve\/([^/]+)\/?$/.exec(folder.slice(origin.length + 1));
  return path && { owner: path[1]!, name: path[2]!, revision: decodeURIComponent(path[3]!) };
}
