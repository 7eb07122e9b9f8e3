import { describe, expect, it } from 'vitest';

import { siteOf } from './passkey-site.ts';

describe('the site of passkeys', () => {
  it.each([
    [null, { id: 'localhost', origin: 'http://localhost:3000' }],
    ['https://diaban.example.vn', { id: 'diaban.example.vn', origin: 'https://diaban.example.vn' }],
    [
      'https://diaban.example.vn:8443/',
      { id: 'diaban.example.vn', origin: 'https://diaban.example.vn:8443' },
    ],
    ['http://127.0.0.1:4000', { id: 'localhost', origin: 'http://localhost:4000' }],
    ['http://[::1]:4000', { id: 'localhost', origin: 'http://localhost:4000' }],
    ['https://10.1.2.3', null],
    ['https://[fd00::1]', null],
  ])('of the public address %s is %o', (publicUrl, site) => {
    expect(siteOf({ publicUrl, port: 3000 })).toEqual(site);
  });
});
