import sharp from 'sharp';

/** Pixels an inch at which a length of SVG is one pixel. */
const ONE_TO_ONE = 72;

/** Draws an SVG as PNG; `ratio` is the pixels of the picture for one unit of the drawing. */
export async function drawSvg(svg: Uint8Array, ratio: number): Promise<{ png: Uint8Array }> {
  const png = await sharp(svg, { density: ONE_TO_ONE * ratio })
    .png()
    .toBuffer();
  return { png: new Uint8Array(png) };
}
