import type { NetworkInterfaceInfo } from 'node:os';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { addressesOfMachine, networkText } from '@/scripts/site/network';

const card = (address: string, family: 'IPv4' | 'IPv6', internal = false) =>
  ({ address, family, internal }) as NetworkInterfaceInfo;

describe('a site in the network', () => {
  it('is at the addresses of the machine that a person can type', () => {
    expect(
      addressesOfMachine({
        lo: [card('127.0.0.1', 'IPv4', true), card('::1', 'IPv6', true)],
        en0: [card('192.168.1.7', 'IPv4'), card('fe80::1', 'IPv6')],
        en1: [card('10.0.0.3', 'IPv4')],
      }),
    ).toEqual(['192.168.1.7', '10.0.0.3']);
  });

  it('says where it is, shows the first address as a QR code, and what cannot be done there', () => {
    const text = networkText('http://localhost:3000/loupe/', ['192.168.1.7', '10.0.0.3']);
    expect(text).toContain('at http://192.168.1.7:3000/loupe/\n');
    expect(text).toContain('at http://10.0.0.3:3000/loupe/\n');
    for (const lack of ['WebGPU', 'without a network', 'copying']) expect(text).toContain(lack);

    // Two rows of the code are one line of blocks.
    const drawn = text
      .split('\n')
      .filter(line => /[█▀▄]/.test(line))
      .map(line => [...line]);
    const pixels = drawn.flatMap(line => [
      line.map(block => block === '█' || block === '▀'),
      line.map(block => block === '█' || block === '▄'),
    ]);
    const { data } = encode('http://192.168.1.7:3000/loupe/', { border: 2 });
    // Paper is drawn and ink left out, since a terminal is dark.
    expect(pixels.slice(0, data.length).map(row => row.slice(0, data.length))).toEqual(
      data.map(row => row.map(isInk => !isInk)),
    );
  });

  it('says so where the machine is in no network', () => {
    expect(networkText('http://localhost:3000/', [])).toContain('in no network');
  });
});
