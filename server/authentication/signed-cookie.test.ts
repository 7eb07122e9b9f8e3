import { serializeSigned } from 'hono/utils/cookie';
import { expect, test } from 'vitest';

import { readSignedCookie, signedCookieReader } from './signed-cookie.ts';

const SECRET = 'a secret of forty characters for a test.';

test('a cookie that was signed with the secret gives its value, among others too', async () => {
  const cookie = await serializeSigned('session', 'abc.def', SECRET);
  expect(readSignedCookie(cookie, 'session', SECRET)).toBe('abc.def');
  expect(readSignedCookie(`a=1; ${cookie}; b=2`, 'session', SECRET)).toBe('abc.def');
});

test('another secret, another value, another name and a cut signature give nothing', async () => {
  const cookie = await serializeSigned('session', 'abc', SECRET);
  expect(readSignedCookie(cookie, 'session', `${SECRET}!`)).toBeNull();
  expect(readSignedCookie(cookie.replace('abc', 'abd'), 'session', SECRET)).toBeNull();
  expect(readSignedCookie(cookie, 'sessio', SECRET)).toBeNull();
  expect(readSignedCookie(cookie.slice(0, -1), 'session', SECRET)).toBeNull();
});

test('a signature with any one character changed is refused', async () => {
  const cookie = decodeURIComponent(await serializeSigned('session', 'abc', SECRET));
  const start = cookie.lastIndexOf('.') + 1;
  for (let at = start; at < cookie.length - 1; at += 1) {
    // The last letter before the padding carries only four bits: this change touches them too.
    const other = cookie[at] === 'A' ? 'Q' : 'A';
    const changed = cookie.slice(0, at) + other + cookie.slice(at + 1);
    expect([at, readSignedCookie(changed, 'session', SECRET)]).toEqual([at, null]);
  }
  expect(readSignedCookie(cookie, 'session', SECRET)).toBe('abc');
});

test.each(['', 'session', 'session=', 'session=.', 'session=abc', `session=abc.${'A'.repeat(44)}`])(
  'what was never signed gives nothing (%s)',
  (header) => {
    expect(readSignedCookie(header, 'session', SECRET)).toBeNull();
  },
);

test('what is remembered is the whole cookie: a value with the signature of another is refused', async () => {
  const read = signedCookieReader('session', SECRET);
  const good = await serializeSigned('session', 'abc', SECRET);
  expect([read(good), read(good)]).toEqual(['abc', 'abc']);
  expect(read(good.replace('abc', 'abd'))).toBeNull();
  expect(read(good.replace('session', 'other'))).toBeNull();
});
