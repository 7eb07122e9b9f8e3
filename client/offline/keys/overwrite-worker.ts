// Overwrites a file of the origin's private file system where it lies: no page can, only a worker of one.

export type OverwriteRequest = { id: number; name: string; bytes: Uint8Array<ArrayBuffer> };
export type OverwriteAnswer = { id: number; done: boolean };

const TRIES = 20;
const PAUSE_MILLISECONDS = 25;

type InPlace = {
  write(bytes: Uint8Array, at: { at: number }): number;
  flush(): void;
  close(): void;
};
type WithInPlace = { createSyncAccessHandle(): Promise<InPlace> };

async function overwrite({ name, bytes }: OverwriteRequest): Promise<void> {
  const directory = await navigator.storage.getDirectory();
  const handle = await directory.getFileHandle(name, { create: true });
  const file = await openAlone(handle as unknown as WithInPlace);
  try {
    file.write(bytes, { at: 0 });
    file.flush();
  } finally {
    file.close();
  }
}

/** Another tab may be writing at this moment. */
async function openAlone(handle: WithInPlace, tries = TRIES): Promise<InPlace> {
  try {
    return await handle.createSyncAccessHandle();
  } catch (error) {
    if (tries === 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    return await openAlone(handle, tries - 1);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<OverwriteRequest>) => {
  const answer = (done: boolean) => {
    const said: OverwriteAnswer = { id: data.id, done };
    self.postMessage(said);
  };
  overwrite(data).then(
    () => answer(true),
    () => answer(false),
  );
});
