import { AlignmentType, ImageRun, Paragraph } from 'docx';
import sharp from 'sharp';

import type { SealedChart } from '#server/contract/report-analysis.ts';

import { chartSvg } from './chart-drawing.ts';
import { DRAWING } from './chart-frame.ts';

/** Pixels of the fallback for each of the drawing, so that it is sharp in print. */
const SCALE = 2;

/** The chart as a picture for Word: a drawing of lines, and beside it a PNG for programs that cannot show one. */
export async function chartPicture(chart: SealedChart): Promise<Paragraph> {
  const svg = Buffer.from(chartSvg(chart), 'utf8');
  const png = await sharp(svg, { density: 96 * SCALE })
    .png()
    .toBuffer();
  const picture = new ImageRun({
    type: 'svg',
    data: svg,
    transformation: DRAWING,
    fallback: { type: 'png', data: png },
  });
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 60, after: 60 },
    children: [picture],
  });
}
