/** The command is right, and yet it cannot begin: told before anything is sent, exit code 2. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** What keeps a file from being written, as a sentence. */
export function obstacleOf(name: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `There is no permission to write ${name}.`;
    case 'EROFS':
      return `${name} is on a file system that is read only.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `There is no room left on the disk of ${name}.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `A part of the path ${name} is a file and no folder.`;
    case 'EISDIR':
      return `${name} is a folder: name a file in it.`;
    default:
      return `${name} cannot be written: ${message}`;
  }
}
