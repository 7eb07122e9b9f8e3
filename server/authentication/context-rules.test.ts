import { describe, expect, it } from 'vitest';

import { isElsewhere, isOutdated } from './context-rules.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0';
const chrome = (version: number, more = '') =>
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36${more}`;
const safari = (version: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} Mobile/15E148 Safari/604.1`;

describe('a browser', () => {
  it.each([
    chrome(119),
    chrome(90, ' Edg/90.0.1'),
    FIREFOX.replaceAll('131', '114'),
    safari('15.6'),
  ])('is too old where its maker corrects it no more: %s', (userAgent) =>
    expect(isOutdated(userAgent)).toBe(true),
  );

  it.each([chrome(131), chrome(120, ' Edg/120.0.1'), FIREFOX, safari('17.4'), 'curl/8.5', null])(
    'is new enough, or no browser: %s',
    (userAgent) => expect(isOutdated(userAgent)).toBe(false),
  );
});

describe('a request', () => {
  const at = (address: string | null, userAgent: string | null = FIREFOX) => ({
    address,
    userAgent,
  });

  it.each([
    ['203.0.113.7', '203.0.9.1'],
    ['2001:db8:1:2::5', '2001:db8:1:ffff::1'],
    ['2001:db8:1::', '2001:DB8:1::9'],
    ['::1', '::1'],
  ])('from %s comes from where %s is', (now, proved) => {
    expect(isElsewhere(at(now), at(proved))).toBe(false);
  });

  it.each([
    ['203.0.113.7', '203.1.113.7'],
    ['2001:db8:1::5', '2001:db8:2::5'],
    ['203.0.113.7', '2001:db8:1::5'],
    ['203.0.113.7', null],
  ])('from %s comes from elsewhere than %s', (now, proved) => {
    expect(isElsewhere(at(now), at(proved))).toBe(true);
  });

  it('of the same browser stays the same when that renews itself', () => {
    const newer = FIREFOX.replaceAll('131.0', '132.0.1');
    expect(isElsewhere(at('::1', newer), at('::1'))).toBe(false);
    expect(isElsewhere(at('::1', chrome(131)), at('::1'))).toBe(true);
  });
});
