import { networkInterfaces } from 'node:os';
import { renderUnicodeCompact } from 'uqr';

/** The addresses of this machine in its networks. Those of version 6 are too long to be typed. */
export const addressesOfMachine = (interfaces = networkInterfaces()): string[] =>
  Object.values(interfaces)
    .flatMap(all => all ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);

/** What a reader in the same network opens: the addresses of the site, the first as a QR code, and what such an address cannot do. */
export function networkText(url: string, addresses: readonly string[]): string {
  const { port, pathname } = new URL(url);
  const [first, ...others] = addresses.map(address => `http://${address}:${port}${pathname}`);
  if (first === undefined) return '  This machine is in no network.\n';
  return [
    `  In this network it is at ${first}`,
    ...others.map(address => `                     and at ${address}`),
    '',
    renderUnicodeCompact(first, { border: 2 }),
    '',
    '  Everybody in this network can open it; runs and keys stay in each browser.',
    '  A browser calls such an address not secure (http, not localhost). There, Loupe works but for',
    '    - models that need a GPU (WebGPU): the models of the site run without one;',
    '    - use without a network: the site is not kept by the browser, so this server must go on;',
    '    - copying at a press: texts are shown to be copied by hand.',
    '',
  ].join('\n');
}
