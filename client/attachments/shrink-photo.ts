import { LONGEST_PHOTO_SIDE } from '#server/contract/attachment.ts';
import { dayOfJpeg, withDay } from '#server/contract/photo-day.ts';

const QUALITY = 0.85;

/**
 * Draws a photo small enough for a poor connection before it is sent; of its metadata the day alone leaves the device.
 * A file that the browser cannot open goes as it is: the server says whether it can.
 */
export async function shrinkPhoto(file: File): Promise<File> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST_PHOTO_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const context = canvas.getContext('2d');
    if (context === null) return await kept(file);
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, 'image/jpeg', QUALITY),
    );
    if (blob === null) return await kept(file);
    const takenOn = dayOfJpeg(new Uint8Array(await file.arrayBuffer()));
    const drawn = new Uint8Array(await blob.arrayBuffer());
    const parts = [takenOn === null ? drawn : withDay(drawn, takenOn)];
    return new File(parts, 'anh.jpg', { type: 'image/jpeg' });
  } catch {
    return kept(file);
  }
}

/** In memory, without its name: a file that changes on the disk could not be sent a second time. */
async function kept(file: File): Promise<File> {
  return new File([await file.arrayBuffer()], 'anh', { type: file.type });
}
