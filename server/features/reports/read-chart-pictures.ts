import { AppError } from '#server/contract/problem.ts';
import type { SealedAnalysis } from '#server/contract/report-analysis.ts';
import { readInWorker } from '#server/workers/read-in-worker.ts';

import { chartSvg } from './formats/chart-drawing.ts';
import { BLANK_PNG, type ChartPicture } from './formats/document-chart.ts';

/**
 * Draws the charts of analyses for Word, in their order; null for one without a chart. The PNG is for programs that
 * show no SVG: where no worker is free to draw it, it stays blank, and the drawing and the table say the same.
 */
export async function readChartPictures(
  analyses: readonly { content: SealedAnalysis }[],
): Promise<(ChartPicture | null)[]> {
  const drawings = analyses.map(({ content }) =>
    content.chart === null ? null : chartSvg(content.chart),
  );
  const drawn = drawings.filter((svg) => svg !== null);
  const pngs = drawn.length === 0 ? [] : await draw(drawn);
  return drawings.map((svg) =>
    svg === null ? null : { svg, png: pngs[drawn.indexOf(svg)] ?? BLANK_PNG },
  );
}

async function draw(drawings: readonly string[]): Promise<Uint8Array[]> {
  try {
    const bytes = new TextEncoder().encode(JSON.stringify(drawings));
    return await readInWorker('chartPictures', { bytes });
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
