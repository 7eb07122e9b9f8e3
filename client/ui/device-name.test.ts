import { expect, it } from 'vitest';

import { deviceName } from './device-name.ts';

it.each([
  ['Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36', 'Chrome · Linux'],
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0', 'Edge · Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/120.0 Chrome/114.0 Safari/537.36',
    'Cốc Cốc · Windows',
  ],
  ['Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36', 'Chrome · Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Safari/604.1',
    'Safari · iPhone',
  ],
  ['Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) Version/17.4 Safari/604.1', 'Safari · iPad'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:125.0) Gecko/20100101 Firefox/125.0',
    'Firefox · macOS',
  ],
  ['Firefox/125.0', 'Firefox'],
  ['curl/8.5.0 (Linux)', 'Linux'],
  ['curl/8.5.0', null],
  [null, null],
])('a device that says %s is called %s', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});
