import { randomBytes } from 'node:crypto';

import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type Fault, startS3, type S3Server } from '#tests/support/object-store/s3-server.ts';
import { reached } from '#tests/support/reached.ts';

import { createObjectStore, type ObjectStore } from './object-store.ts';

const IMPATIENT = { silenceMilliseconds: 300, waitMilliseconds: 2 };

let s3: S3Server;
let store: ObjectStore;
beforeAll(async () => {
  s3 = await startS3();
  store = createObjectStore(s3.settings, IMPATIENT);
});
afterAll(() => s3.stop());
beforeEach(() => {
  s3.objects.clear();
  s3.asked.length = 0;
  s3.failWith(() => null);
});

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

/** Fails the first requests of a method, one fault each. */
function failFirst(method: string, faults: readonly Fault[]): void {
  const waiting = [...faults];
  s3.failWith((asked) => (asked.method === method ? (waiting.shift() ?? null) : null));
}

describe('the object store', () => {
  it('gives back what was written, below the prefix of the installation', async () => {
    await store.put('photos/a.full', bytesOf('Hà Nội'));
    expect([...s3.objects.keys()]).toEqual(['thu/photos/a.full']);
    expect(await store.get('photos/a.full')).toEqual(bytesOf('Hà Nội'));
    const told = await store.head('photos/a.full');
    expect(told).toMatchObject({ key: 'photos/a.full', bytes: bytesOf('Hà Nội').length });
    expect(Math.abs((told?.writtenAt ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(s3.refusals).toEqual([]);
  });

  it('says null for an object that is not there, and removes one twice', async () => {
    await store.put('a', bytesOf('a'));
    await store.remove('a');
    await store.remove('a');
    expect(await store.get('a')).toBeNull();
    expect(await store.head('a')).toBeNull();
  });

  it('keeps an empty object and one of some megabytes', async () => {
    const large = new Uint8Array(randomBytes(5_000_000));
    await store.put('empty', new Uint8Array());
    await store.put('large', large);
    expect(await store.get('empty')).toEqual(new Uint8Array());
    expect(Buffer.from((await store.get('large')) ?? []).equals(large)).toBe(true);
  });

  it('lists every object below a prefix once, over all pages', async () => {
    const keys = Array.from({ length: 8 }, (_, at) => `photos/${at}.full`);
    for (const key of [...keys, 'engine/x']) await store.put(key, bytesOf(key));
    const listed = await store.list('photos/');
    expect(listed.map(({ key }) => key)).toEqual(keys);
    expect(listed[0]?.bytes).toBe('photos/0.full'.length);
  });

  it.each<[string, Partial<S3Server['settings']>, RegExp]>([
    ['a wrong secret', { secret: 'another secret' }, /403 \(SignatureDoesNotMatch\)/],
    ['a wrong key', { keyId: 'AKIDOTHER' }, /403 \(InvalidAccessKeyId\)/],
    ['a wrong region', { region: 'us-east-1' }, /403 \(AuthorizationHeaderMalformed\)/],
    ['a bucket that is not there', { bucket: 'other' }, /no bucket other/],
  ])('is refused at once with %s, and no message holds the secret', async (_, changed, message) => {
    const other = createObjectStore({ ...s3.settings, ...changed }, IMPATIENT);
    const refused = await other.put('a', bytesOf('a')).catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: 'refused', message: expect.stringMatching(message) });
    expect(String(refused)).not.toContain('secret');
    expect(s3.asked).toHaveLength(1);
    expect(s3.objects.size).toBe(0);
  });

  it.each<Fault>(['503', 'silent', 'lost'])('writes again after %s', async (fault) => {
    failFirst('PUT', [fault, fault]);
    await store.put('a', bytesOf('a'));
    expect(await store.get('a')).toEqual(bytesOf('a'));
  });

  it.each<Fault>(['503', 'silent', 'cut', 'wrong'])('reads again after %s', async (fault) => {
    await store.put('a', bytesOf('some bytes'));
    failFirst('GET', [fault, fault]);
    expect(await store.get('a')).toEqual(bytesOf('some bytes'));
  });

  it('names what was asked for where a list fails', async () => {
    s3.failWith(() => '503');
    await expect(store.list('photos/')).rejects.toThrow('503 (SlowDown) to GET the list');
  });

  it('gives up after three tries', async () => {
    s3.failWith(() => '503');
    const failed = store.put('a', bytesOf('a'));
    await expect(failed).rejects.toMatchObject({ kind: 'unreachable' });
    expect(s3.asked).toHaveLength(3);
  });

  it('never gives other bytes than were written', async () => {
    await store.put('a', bytesOf('some bytes'));
    const kept = s3.objects.get('thu/a');
    if (kept !== undefined) kept.content = Buffer.from('some bytez');
    await expect(store.get('a')).rejects.toMatchObject({ kind: 'damaged' });
  });

  it('gives what another program put there only where the caller knows the hash', async () => {
    await store.put('a', bytesOf('some bytes'));
    const kept = s3.objects.get('thu/a');
    const hash = kept?.headers['x-amz-meta-sha256'];
    if (kept !== undefined) kept.headers = {};
    expect(await store.get('a', hash)).toEqual(bytesOf('some bytes'));
    await expect(store.get('a')).rejects.toMatchObject({ kind: 'damaged' });
    await expect(store.get('a', 'f'.repeat(64))).rejects.toMatchObject({ kind: 'damaged' });
  });

  it('calls nothing stored that cannot be read back, whatever goes wrong', async () => {
    const lost: unknown[] = [];
    await reached({ stored: 0.3 }, async (seen) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.constantFrom<Fault | null>(null, '503', 'cut', 'wrong', 'lost', 'forgotten'),
            {
              maxLength: 9,
            },
          ),
          fc.uint8Array({ minLength: 1, maxLength: 40 }),
          async (faults, content) => {
            s3.objects.clear();
            const waiting = [...faults];
            s3.failWith(() => waiting.shift() ?? null);
            const stored = await store.put('a', content).then(
              () => true,
              () => false,
            );
            s3.failWith(() => null);
            if (!seen('stored', stored)) return;
            const there = await store.get('a');
            if (there === null || !Buffer.from(there).equals(content)) lost.push(faults);
          },
        ),
        { numRuns: 40 },
      );
    });
    expect(lost).toEqual([]);
  });
});
