import type { LookupAddress } from 'node:dns';

import { describe, expect, it } from 'vitest';

import { guardedLookup, isAllowedAddress, isPublicAddress } from './outside-addresses.ts';

describe('addresses outside', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '2606:4700:4700::1111', '2a00:1450::1'])(
    'take %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    'localhost',
  ])('refuse %s', (address) => expect(isPublicAddress(address)).toBe(false));

  it('take internal ones where the operator names the host, but never those of a cloud for itself', () => {
    expect(['10.1.2.3', '127.0.0.1', 'fc00::1'].map((one) => isAllowedAddress(one, true))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['169.254.169.254', 'fe80::1'].map((one) => isAllowedAddress(one, true))).toEqual([
      false,
      false,
    ]);
  });

  it('are judged by what a name resolves to', async () => {
    const found = (named: boolean) =>
      new Promise<LookupAddress[] | Error>((resolve) => {
        guardedLookup(named)('localhost', { all: true }, (error, addresses) => {
          resolve(error ?? (addresses as LookupAddress[]));
        });
      });
    expect(await found(false)).toBeInstanceOf(Error);
    expect(await found(true)).toContainEqual({ address: '127.0.0.1', family: 4 });
  });
});
