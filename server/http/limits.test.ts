import { describe, expect, it } from 'vitest';

import { outcomeOf, smallApp } from '#tests/support/requests/small-app.ts';

import { guard, type RouteFacts } from './access.ts';
import { bodyLimits, wellFormedText } from './limits.ts';

const MEBIBYTE = 1_048_576;

/** Sends a request that says how long its body is to a route that takes bodies of a size. */
async function saying(length: number, size?: RouteFacts['size']): Promise<string | number> {
  const app = smallApp();
  app.use(bodyLimits());
  app.post('/', guard({ right: 'public', size }), (context) => context.body(null, 204));
  const headers = { 'content-length': String(length) };
  return await outcomeOf(app.request('/', { method: 'POST', body: 'x', headers }));
}

describe('the body of a request', () => {
  it.each([
    ['of JSON', undefined, MEBIBYTE],
    ['around a photo or a paper', 'attachment' as const, 21 * MEBIBYTE],
    ['around another file', 'file' as const, 64 * MEBIBYTE],
    ['that is a backup', 'backup' as const, 1_048_576 * MEBIBYTE],
  ])('%s may be as long as its limit, and not a byte longer', async (_, size, most) => {
    expect(await saying(most, size)).toBe(204);
    expect(await saying(most + 1, size)).toBe('request.too_large');
  });
});

/** Sends a text to a route, as JSON where nothing else is said. */
async function sending(
  body: string | Uint8Array<ArrayBuffer>,
  { path = '/', type = 'application/json' } = {},
): Promise<string | number> {
  const app = smallApp();
  app.use(wellFormedText());
  app.post('*', (context) => context.body(null, 204));
  const headers = { 'content-type': type };
  return await outcomeOf(app.request(path, { method: 'POST', body, headers }));
}

const MALFORMED = 'request.malformed';

describe('a text in a request', () => {
  it('is kept with tabs, line ends, escapes and all letters', async () => {
    for (const text of ['Phố\tHàng', 'một\r\nhai', '😀', '\\', '"', 'C:\\bin']) {
      expect([text, await sending(JSON.stringify({ text }))]).toEqual([text, 204]);
    }
    expect(await sending('{"text":"\\u0110"}')).toBe(204);
  });

  it.each([
    ['a NUL', '{"a":"\\u0000"}'],
    ['a backspace', '{"a":"\\b"}'],
    ['a form feed', '{"a":"\\f"}'],
    ['a delete character', '{"a":"\u007f"}'],
    ['a control character of the second row', '{"a":"\u0085"}'],
    ['half a character', '{"a":"\\ud83d"}'],
    ['a mark that turns the order of letters', '{"a":"\u202e"}'],
    ['an isolating mark', '{"a":"\u2066"}'],
    ['such a character in a name', '{"\\u0000":1}'],
    ['such a character deep inside', '{"a":[{"b":[null,"\\u0001"]}]}'],
    ['a mark as the whole text', '"\u2069"'],
  ])('is refused with %s', async (_, body) => {
    expect(await sending(body)).toBe(MALFORMED);
  });

  it('is refused where it is no UTF-8, and where it ends too early behind an escape', async () => {
    expect(await sending(new Uint8Array([0x22, 0xc3, 0x22]))).toBe(MALFORMED);
    expect(await sending('{"a":"\\b')).toBe(MALFORMED);
  });

  it('is looked at in every kind of JSON, and in nothing else', async () => {
    const body = '{"a":"\\u0000"}';
    for (const type of ['APPLICATION/JSON; charset=utf-8', 'application/merge-patch+json']) {
      expect([type, await sending(body, { type })]).toEqual([type, MALFORMED]);
    }
    expect(await sending(body, { type: 'application/octet-stream' })).toBe(204);
  });
});

describe('the address of a request', () => {
  it('is refused with a NUL or half a letter, with and without a body', async () => {
    for (const path of ['/?q=a%00', '/%00', '/?q=%C3', '/?q=%']) {
      expect([path, await sending('{}', { path })]).toEqual([path, MALFORMED]);
    }
    expect(await sending('{}', { path: '/?q=Ph%E1%BB%91+H%C3%A0ng%2B' })).toBe(204);
  });
});
