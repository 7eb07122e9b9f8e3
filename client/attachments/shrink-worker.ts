const QUALITY = 0.85;

export type ShrinkRequest = { file: Blob; longest: number };
/** One step of the work that is done; the last brings the photo, or null where the browser cannot read the file. */
export type ShrinkAnswer = { step: 'opened' | 'drawn' } | { step: 'done'; blob: Blob | null };

const tell = (answer: ShrinkAnswer) => self.postMessage(answer);

/** Reads and draws off the page, which stays quick under the finger meanwhile. */
async function shrink({ file, longest }: ShrinkRequest): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  tell({ step: 'opened' });
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const width = Math.round(picture.width * scale);
  const canvas = new OffscreenCanvas(width, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('nothing to draw on');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  tell({ step: 'drawn' });
  return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}

self.addEventListener('message', ({ data }: MessageEvent<ShrinkRequest>) => {
  void shrink(data)
    .catch(() => null)
    .then((blob) => tell({ step: 'done', blob }));
});
