import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { drawKey, wrapKey } from '#client/offline/keys/content-keys.ts';
import { answerKeysOf, printOf, wrappingKeyOf } from '#client/offline/keys/derived-keys.ts';
import { bitsOfPassword, wrapSecret } from '#client/offline/keys/doors.ts';
import { importKey, sealBytes, type SealedBytes } from '#client/offline/keys/sealed-bytes.ts';
import { createMarks } from '#tests/support/thief/marks.ts';
import { readProfile } from '#tests/support/thief/read-profile.ts';

type Raw = Uint8Array<ArrayBuffer>;

const marks = createMarks();
const [ANSWER, ENTRY] = [marks.plant('an answer'), marks.plant('an unsent entry')];
const PASSWORD = 'Mùa hoa sữa 2026';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diaban-profile-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, ...parts: Uint8Array[]): void {
  const file = join(folder, 'Default', name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.concat(parts));
}

/** Bytes in a stored value as Chromium writes them: `B`, length, bytes. */
function value(bytes: Uint8Array | ArrayBuffer): Buffer {
  const content = Buffer.from(bytes as ArrayBuffer);
  const [low, high] = [content.length % 128, Math.floor(content.length / 128)];
  const length = high === 0 ? [low] : [low + 128, high];
  return Buffer.concat([Buffer.from('B'), Buffer.from(length), content]);
}
const sealedValue = ({ nonce, bytes }: SealedBytes) => Buffer.concat([value(nonce), value(bytes)]);

/** A row of its own in a log of LevelDB. */
function row(...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const head = Buffer.from([0, 0, 0, 0, content.length & 255, content.length >> 8, 1]);
  return Buffer.concat([head, content]);
}

/** An answer in a cache of the browser. */
function cacheEntry(body: Uint8Array): Buffer {
  const key = '1/0/http://a.example/kept/1';
  const head = Buffer.alloc(24);
  head.write('305c72a71b6dfbfc', 'hex');
  head.writeUInt32LE(key.length, 12);
  const end = Buffer.alloc(24);
  end.write('d8410d97456ffaf4', 'hex');
  return Buffer.concat([head, Buffer.from(key), body, end, end]);
}

/** A session with a kept answer and an unsent entry on a disk, beside whatever leads to its secret there. */
async function keepSession(secret: Raw, note: (print: string) => Promise<Uint8Array[]>) {
  const [salt, name, print] = [drawKey(), 'entry leader 1', await printOf(secret)];
  const { content } = await answerKeysOf(secret, salt);
  const text = (mark: string) =>
    Buffer.from(`....{"note":"${mark}","documentNumber":"12/BB-UBND"}`);
  const answer = await sealBytes(content, 'kept', text(ANSWER));
  write('CacheStorage/a_0', cacheEntry(Buffer.concat([answer.nonce, Buffer.from(answer.bytes)])));
  const own = drawKey();
  const session = { accountId: 'leader', print, wrapping: await wrappingKeyOf(secret) };
  const wrapped = await wrapKey(own, { accountId: 'leader', name }, session as never);
  if (wrapped === null) throw new Error('the key was not wrapped');
  const entry = await sealBytes(await importKey(own), name, text(ENTRY));
  const noted = row(Buffer.from(`"print"${print}"`), value(salt), ...(await note(print)));
  const kept = row(Buffer.from('"session'), sealedValue(wrapped), sealedValue(entry));
  write('IndexedDB/http_a_0.indexeddb.leveldb/000003.log', noted, kept);
}

const OWN_FILE = 'File System/000/t/00/00000000';
async function found() {
  const { opened, readable } = await readProfile(folder, { marks: marks.meanings, positions: {} });
  return [...readable, ...opened].map(({ what }) => what).toSorted();
}

/** A session of today, wrapped by a share of the server and by a password; both need the file of the device. */
async function keepWrapped(share: Raw): Promise<void> {
  const [secret, device] = [drawKey(), drawKey()];
  write(OWN_FILE, device);
  const brought = await bitsOfPassword(PASSWORD);
  await keepSession(secret, async (print) => [
    sealedValue(await wrapSecret(secret, { bits: share, device, print })),
    value(brought.salt),
    sealedValue(await wrapSecret(secret, { bits: brought.bits, device, print })),
  ]);
}

describe('a thief who knows the program and copies the profile in the middle of a session', () => {
  it('opens all that releases until 2026-12 kept beside the secret', async () => {
    const secret = drawKey();
    write(OWN_FILE, secret);
    await keepSession(secret, async () => []);
    expect(await found()).toEqual(['an answer', 'an unsent entry']);
  });

  it('opens nothing of a secret that is wrapped for the server and the password', async () => {
    await keepWrapped(drawKey());
    expect(await found()).toEqual([]);
  });

  it.each(['the server’s share', 'what was made of the password'])(
    'would open it where %s had come on the disk too',
    async (what) => {
      const [secret, device, share] = [drawKey(), drawKey(), drawKey()];
      write(OWN_FILE, device);
      const brought = await bitsOfPassword(PASSWORD);
      const bits = what === 'the server’s share' ? share : brought.bits;
      await keepSession(secret, async (print) => [
        sealedValue(await wrapSecret(secret, { bits, device, print })),
        value(bits),
      ]);
      expect(await found()).toEqual(['an answer', 'an unsent entry']);
    },
  );
});
