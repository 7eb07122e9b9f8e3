import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  EICAR,
  type FakeScanner,
  startFakeScanner,
} from '#tests/support/processes/fake-scanner.ts';

import { createVirusScanner, type VirusScanner } from './virus-scanner.ts';

describe('a virus scanner', () => {
  let clamd: FakeScanner;
  let scanner: VirusScanner;
  beforeAll(async () => {
    clamd = await startFakeScanner();
    scanner = createVirusScanner({ host: '127.0.0.1', port: clamd.port });
  });
  beforeEach(() => clamd.answer(null));
  afterAll(() => clamd.stop());

  it('gets the whole file, in parts, and passes a clean one', async () => {
    const file = randomBytes(2_500_001);
    expect(await scanner.scan(file)).toEqual({ outcome: 'clean' });
    expect(clamd.lastFile().equals(file)).toBe(true);
  });

  it('names what it has found', async () => {
    const scanned = await scanner.scan(Buffer.from(`a paper\n${EICAR}`));
    expect(scanned).toEqual({ outcome: 'malicious', name: 'Eicar-Signature' });
  });

  it.each(['INSTREAM size limit exceeded. ERROR', ''])(
    'that answers “%s” has scanned nothing',
    async (words) => {
      clamd.answer(words);
      expect(await scanner.scan(Buffer.from('x'))).toMatchObject({ outcome: 'not scanned' });
    },
  );

  it('that is away has scanned nothing', async () => {
    const away = createVirusScanner({ path: '/no/such/clamd.ctl' });
    expect(await away.scan(Buffer.from('x'))).toMatchObject({ outcome: 'not scanned' });
  });
});
