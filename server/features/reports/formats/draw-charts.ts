import sharp from 'sharp';

/** Pixels for each unit of a drawing, so that it is sharp in print. */
const SCALE = 2;
const UNITS_AN_INCH = 72;

/** Draws SVG files as PNG; only a worker calls this. `bytes` is a JSON list of their texts. */
export async function drawCharts({ bytes }: { bytes: Uint8Array }): Promise<Uint8Array[]> {
  const drawings = JSON.parse(new TextDecoder().decode(bytes)) as string[];
  const pictures: Uint8Array[] = [];
  for (const svg of drawings) {
    const drawn = sharp(new TextEncoder().encode(svg), { density: UNITS_AN_INCH * SCALE });
    pictures.push(await drawn.png().toBuffer());
  }
  return pictures;
}
