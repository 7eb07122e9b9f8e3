import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';

import {
  AddressRefused,
  guardedLookup,
  isAllowedAddress,
  isPublicAddress,
} from './webhook-sender.ts';

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

describe('a name with several addresses', () => {
  const PUBLIC = { address: '8.8.8.8', family: 4 };
  const OTHER = { address: '2a00:1450::1', family: 6 };
  const INTERNAL = { address: '10.0.0.1', family: 4 };
  const CLOUD = { address: '169.254.169.254', family: 4 };
  const foundBy = (addresses: LookupAddress[], all: boolean, named = false) =>
    new Promise<unknown>((resolve) => {
      const lookup = guardedLookup(named, (_host, _options, done) => done(null, addresses));
      lookup('hooks.example', { all }, (error, ...found) => resolve(error ?? found));
    });

  it.each([
    [PUBLIC, INTERNAL],
    [INTERNAL, PUBLIC],
    [PUBLIC, OTHER, INTERNAL],
  ])('leads nowhere where one of them is internal, whichever comes first', async (...addresses) => {
    for (const all of [true, false]) {
      expect(await foundBy(addresses, all)).toBeInstanceOf(AddressRefused);
    }
    expect(await foundBy(addresses, true, true)).toEqual([addresses]);
  });

  it('leads nowhere, even if the operator names it, where one is that of a cloud for itself', async () => {
    for (const addresses of [
      [INTERNAL, CLOUD],
      [CLOUD, INTERNAL],
    ]) {
      expect(await foundBy(addresses, false, true)).toBeInstanceOf(AddressRefused);
    }
  });

  it('leads to all of them, or to the first for who wants one', async () => {
    expect(await foundBy([PUBLIC, OTHER], true)).toEqual([[PUBLIC, OTHER]]);
    expect(await foundBy([PUBLIC, OTHER], false)).toEqual(['8.8.8.8', 4]);
    expect(await foundBy([], true)).toBeInstanceOf(AddressRefused);
  });
});
