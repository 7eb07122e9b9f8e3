import { LONGEST_PHOTO_SIDE } from '#server/contract/attachment.ts';
import { dayOfJpeg, withDay } from '#server/contract/photo-day.ts';

import type { ShrinkAnswer, ShrinkRequest } from './shrink-worker.ts';

/** Parts of the work on one photo, of which `onPart` hears: it is opened, drawn, written. */
export const SHRINK_PARTS = 3;

/**
 * Draws a photo small enough for a poor connection before it is sent; of its metadata the day alone leaves the device.
 * A file that the browser cannot open goes as it is: the server says whether it can.
 * @param onPart hears how many parts of the work are done
 */
export async function shrinkPhoto(
  file: File,
  onPart: (done: number) => void = () => {},
): Promise<File> {
  try {
    const blob = await drawSmall(file, onPart);
    if (blob === null) return await kept(file);
    const takenOn = dayOfJpeg(new Uint8Array(await file.arrayBuffer()));
    const drawn = new Uint8Array(await blob.arrayBuffer());
    const parts = [takenOn === null ? drawn : withDay(drawn, takenOn)];
    return new File(parts, 'anh.jpg', { type: 'image/jpeg' });
  } catch {
    return kept(file);
  }
}

async function drawSmall(file: File, onPart: (done: number) => void): Promise<Blob | null> {
  const worker = new Worker(new URL('./shrink-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      let done = 0;
      worker.addEventListener('error', () => reject(new Error('no worker')));
      worker.addEventListener('message', ({ data }: MessageEvent<ShrinkAnswer>) => {
        done += 1;
        onPart(done);
        if (data.step === 'done') resolve(data.blob);
      });
      worker.postMessage({ file, longest: LONGEST_PHOTO_SIDE } satisfies ShrinkRequest);
    });
  } finally {
    worker.terminate();
  }
}

/** In memory, without its name: a file that changes on the disk could not be sent a second time. */
async function kept(file: File): Promise<File> {
  return new File([await file.arrayBuffer()], 'anh', { type: file.type });
}
