import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Attachment } from '#server/contract/attachment.ts';
import { createObjectStore } from '#server/object-store/object-store.ts';
import { telephonePhoto } from '#tests/support/files/photos.ts';
import { photoFile, sendAttachment } from '#tests/support/files/send-attachment.ts';
import { newPoint, okPoint } from '#tests/support/points/register-acts.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { createTestApp } from '#tests/support/test-app.ts';

import { startS3 } from './s3-server.ts';

export const IMPATIENT = { silenceMilliseconds: 2_000, waitMilliseconds: 2 };

/** The whole server with an object store, an officer, and a point that photos are sent to. */
export async function openStoreApp() {
  const s3 = await startS3();
  const store = createObjectStore(s3.settings, IMPATIENT);
  const test = await createTestApp({ environment: s3.environment });
  test.deps.objectStore = store;
  const officer = await test.as('officer', { communeCodes: ['00070'] });
  const pointId = (await okPoint(await officer.post('/api/points', newPoint()))).id;
  const folder = test.deps.config.attachmentsDirectory;
  let width = 200;

  /** A photo that is not like any other of this test. */
  async function nextPhoto(): Promise<File> {
    width += 1;
    return photoFile(await telephonePhoto('jpeg', { width, height: 100 }));
  }
  const send = async (photo: File, id: string = randomUUID()) =>
    sendAttachment(officer, photo, { id, pointId });
  const keysOf = (place: string) =>
    [...s3.objects.keys()].filter((key) => key.startsWith(`thu/${place}`));

  return {
    s3,
    store,
    test,
    folder,
    nextPhoto,
    send,
    keysOf,
    kept: async () => okJson<Attachment>(await send(await nextPhoto())),
    read: (id: string, size = 'full') => officer.get(`/api/attachments/${id}?size=${size}`),
    /** Empties store and folder. */
    async begin(): Promise<void> {
      s3.failWith(() => null);
      s3.objects.clear();
      await rm(folder, { recursive: true });
      await mkdir(folder);
    },
    namesInFolder: async () =>
      (await readdir(folder, { recursive: true })).filter((name) =>
        /\.(?:full|thumbnail|tmp)$/.test(name),
      ),
    /** Puts what the store has into the folder, as it lay there before there was a store. */
    async asBefore(): Promise<void> {
      for (const key of keysOf('attachments/')) {
        const file = join(folder, key.slice('thu/attachments/'.length));
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, s3.objects.get(key)?.content ?? '');
        s3.objects.delete(key);
      }
    },
    async close(): Promise<void> {
      await test.close();
      await s3.stop();
    },
  };
}

export type StoreApp = Awaited<ReturnType<typeof openStoreApp>>;
