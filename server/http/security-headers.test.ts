import { describe, expect, it } from 'vitest';

import { smallApp } from '#tests/support/requests/small-app.ts';

import type { Config } from '#server/configuration/config.ts';

import { keptByNobody, securityHeaders } from './security-headers.ts';

/** Gives the headers of a page of a server of this configuration. */
async function headersOf(more: Partial<Config> = {}): Promise<Headers> {
  const app = smallApp();
  app.use(securityHeaders({ basemapStyleUrl: null, publicUrl: null, ...more } as Config));
  app.get('/', (context) => context.text('page'));
  return (await app.request('/')).headers;
}

describe('the page of the program', () => {
  it('takes nothing from elsewhere, is shown in no frame, and sends its forms nowhere else', async () => {
    const headers = await headersOf();
    expect(headers.get('content-security-policy')?.split('; ').toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'self'",
      "font-src 'self' data:",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data: blob:",
      "object-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "worker-src 'self' blob:",
    ]);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('permissions-policy')).toBe(
      'geolocation=(self), camera=(), microphone=(), payment=(), usb=()',
    );
  });

  it('may ask a configured basemap, by its origin alone', async () => {
    const headers = await headersOf({ basemapStyleUrl: 'https://maps.example/style.json' });
    expect(headers.get('content-security-policy')).toContain(
      "connect-src 'self' https://maps.example;",
    );
  });

  it('asks browsers to come by TLS for a year where people come by TLS, and never otherwise', async () => {
    const asked = async (publicUrl: string | null) =>
      (await headersOf({ publicUrl })).get('strict-transport-security');
    expect(await asked('https://diaban.example')).toBe('max-age=31536000; includeSubDomains');
    expect(await asked('http://diaban.example')).toBeNull();
    expect(await asked(null)).toBeNull();
  });
});

it('an answer is kept by nobody unless it says for how long it may be', async () => {
  const app = smallApp();
  app.use(keptByNobody);
  app.get('/said', (context) => context.text('', 200, { 'cache-control': 'max-age=60' }));
  app.get('/unsaid', (context) => context.text(''));
  const kept = async (path: string) => (await app.request(path)).headers.get('cache-control');
  expect(await kept('/said')).toBe('max-age=60');
  expect(await kept('/unsaid')).toBe('no-store');
  expect(await kept('/missing')).toBe('no-store');
});
