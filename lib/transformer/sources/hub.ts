/** Where Hugging Face's repositories are. */
export const hubOrigin = 'https://huggingface.co';

/** A model's repository at a branch, tag or commit. */
export interface HubRepository {
  owner: string;
  name: string;
  revision: string;
}

/** The address of a repository's files. */
export const hubFolder = ({ owner, name, revision }: HubRepository): string =>
  `${hubOrigin}/${owner}/${name}/resolve/${encodeURIComponent(revision)}/`;

/** The repository whose files are at an address; null for all other addresses. */
export function parseHub(folder: string, origin: string = hubOrigin): HubRepository | null {
  if (!folder.startsWith(`${origin}/`)) return null;
  const path = /^([\w.-]+)\/([\w.-]+)\/resolve\/([^/]+)\/?$/.exec(folder.slice(origin.length + 1));
  return path && { owner: path[1]!, name: path[2]!, revision: decodeURIComponent(path[3]!) };
}
