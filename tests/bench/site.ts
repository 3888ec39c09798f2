import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';

export interface Site {
  origin: string;
  close(): void;
}

/** Serves a folder of static files on a free port of this machine, compressed files not preferred: as a plain host does. */
export async function serve(folder: string): Promise<Site> {
  const files = sirv(folder, { dev: false, etag: true });
  const server = createServer((request, response) => files(request, response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
