import { AlignmentType, ImageRun, Paragraph } from 'docx';

import { DRAWING } from './chart-frame.ts';

/** A chart for Word: a drawing, and the same in pixels for programs that show no drawings. */
export type ChartPicture = { svg: string; png: Uint8Array };

/** One transparent pixel. */
export const BLANK_PNG: Uint8Array = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** The chart as a paragraph of its own. */
export function chartParagraph({ svg, png }: ChartPicture): Paragraph {
  const picture = new ImageRun({
    type: 'svg',
    data: Buffer.from(svg, 'utf8'),
    transformation: DRAWING,
    fallback: { type: 'png', data: Buffer.from(png) },
  });
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 60, after: 60 },
    children: [picture],
  });
}
