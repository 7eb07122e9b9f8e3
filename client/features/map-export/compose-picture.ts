import { niceLength } from '#client/map/nice-length.ts';
import { MAP_FONT } from '#client/ui/fonts.ts';
import { drawShape, flagShape, statusShape } from '#client/ui/status-path.ts';
import type { Tokens } from '#client/ui/tokens.ts';
import { POINT_STATUSES, REPORTED_STATUSES } from '#server/contract/point.ts';

import type { MapPicture } from './capture-map.ts';
import type { SheetWords } from './sheet-words.ts';

export type PictureWords = SheetWords & {
  status: Record<string, string>;
  suspected: string;
  cluster: string;
  /** Letter of the north. */
  north: string;
  purpose: string;
  maker: string;
  tokens: Tokens;
  distance: (metres: number) => string;
};

const MARGIN = 16;
const LINE = 20;
const SCALE_PIXELS = 140;

/** The map with title, day, filter, legend, scale, warnings, purpose and maker, as a PNG. */
export async function composePicture(map: MapPicture, words: PictureWords): Promise<Blob> {
  const width = map.image.width / map.pixelRatio;
  const mapHeight = map.image.height / map.pixelRatio;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas to draw on');
  // Measured first, so that a narrow picture gets as many lines as it needs.
  context.font = font(400, 12);
  const wrapped = [...words.lines, ...words.warnings, words.purpose, words.maker].flatMap((line) =>
    wrap(context, line, width - 2 * MARGIN),
  );
  const head = 44;
  const legendRows = layLegend(context, words, width).rows;
  const foot = MARGIN + legendRows * 26 + wrapped.length * LINE + MARGIN;

  canvas.width = map.image.width;
  canvas.height = Math.round((head + mapHeight + foot) * map.pixelRatio);
  context.scale(map.pixelRatio, map.pixelRatio);
  context.fillStyle = words.tokens.surface;
  context.fillRect(0, 0, width, head + mapHeight + foot);
  context.textBaseline = 'middle';
  context.fillStyle = words.tokens.text;
  context.font = font(600, 16);
  context.fillText(words.title, MARGIN, head / 2);
  context.drawImage(map.image, 0, head, width, mapHeight);
  drawScale(context, map, words, { right: width - MARGIN, bottom: head + mapHeight - MARGIN });
  drawNorth(context, map, words, { x: width - MARGIN - 14, y: head + MARGIN + 22 });

  let y = head + mapHeight + MARGIN;
  const legend = layLegend(context, words, width);
  for (const item of legend.items) drawLegendItem(context, item, words.tokens, y);
  y += legend.rows * 26 + LINE / 2;
  context.font = font(400, 12);
  context.fillStyle = words.tokens.text;
  for (const line of wrapped) {
    context.fillText(line, MARGIN, y);
    y += LINE;
  }
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the picture could not be made'));
      else resolve(blob);
    }, 'image/png');
  });
}

function font(weight: number, pixels: number): string {
  return `${weight} ${pixels}px "${MAP_FONT}", sans-serif`;
}

type LegendItem = { x: number; row: number; word: string; sign: string };

function layLegend(
  context: CanvasRenderingContext2D,
  words: PictureWords,
  width: number,
): { items: LegendItem[]; rows: number } {
  context.font = font(500, 12);
  const entries = [
    ...REPORTED_STATUSES.map((status) => ({ sign: status, word: words.status[status] ?? status })),
    { sign: 'suspected', word: words.suspected },
    { sign: 'ring', word: words.cluster },
  ];
  const items: LegendItem[] = [];
  let x = MARGIN;
  let row = 0;
  for (const entry of entries) {
    const needed = 28 + context.measureText(entry.word).width + 16;
    if (x > MARGIN && x + needed > width - MARGIN) {
      x = MARGIN;
      row += 1;
    }
    items.push({ ...entry, x, row });
    x += needed;
  }
  return { items, rows: row + 1 };
}

function drawLegendItem(
  context: CanvasRenderingContext2D,
  item: LegendItem,
  tokens: Tokens,
  top: number,
): void {
  const y = top + item.row * 26 + 8;
  context.save();
  context.translate(item.x + 10, y);
  const status = POINT_STATUSES.find((name) => name === item.sign);
  if (status !== undefined) {
    drawShape(
      context,
      statusShape(status),
      { own: tokens.status[status], sign: tokens.onStatus },
      0.9,
    );
  } else if (item.sign === 'suspected') {
    drawShape(
      context,
      flagShape('suspected'),
      { own: tokens.suspected, sign: tokens.onStatus },
      0.9,
    );
  } else {
    context.lineWidth = 3;
    for (const [index, colour] of [tokens.status.active, tokens.status.handed_over].entries()) {
      context.strokeStyle = colour;
      context.beginPath();
      context.arc(0, 0, 7, index * Math.PI, (index + 1) * Math.PI);
      context.stroke();
    }
  }
  context.restore();
  context.font = font(500, 12);
  context.fillStyle = tokens.text;
  context.fillText(item.word, item.x + 26, y);
}

function drawScale(
  context: CanvasRenderingContext2D,
  map: MapPicture,
  words: PictureWords,
  corner: { right: number; bottom: number },
): void {
  const metres = niceLength(SCALE_PIXELS * map.metresPerPixel);
  const pixels = metres / map.metresPerPixel;
  const left = corner.right - pixels;
  context.fillStyle = words.tokens.surface;
  context.globalAlpha = 0.85;
  context.fillRect(left - 8, corner.bottom - 30, pixels + 16, 36);
  context.globalAlpha = 1;
  context.strokeStyle = words.tokens.text;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(left, corner.bottom - 6);
  context.lineTo(left, corner.bottom);
  context.lineTo(corner.right, corner.bottom);
  context.lineTo(corner.right, corner.bottom - 6);
  context.stroke();
  context.font = font(500, 12);
  context.fillStyle = words.tokens.text;
  context.textAlign = 'center';
  context.fillText(words.distance(metres), left + pixels / 2, corner.bottom - 14);
  context.textAlign = 'left';
}

/** An arrow with its letter that points to the north of a map that may be turned. */
function drawNorth(
  context: CanvasRenderingContext2D,
  map: MapPicture,
  words: PictureWords,
  at: { x: number; y: number },
): void {
  context.save();
  context.translate(at.x, at.y);
  context.fillStyle = words.tokens.surface;
  context.globalAlpha = 0.85;
  context.beginPath();
  context.arc(0, 0, 20, 0, 2 * Math.PI);
  context.fill();
  context.globalAlpha = 1;
  context.rotate((-map.bearing * Math.PI) / 180);
  context.fillStyle = words.tokens.text;
  context.beginPath();
  for (const [x, y] of [
    [0, -16],
    [6, 2],
    [0, -2],
    [-6, 2],
  ] as const) {
    context.lineTo(x, y);
  }
  context.fill();
  context.font = font(600, 11);
  context.textAlign = 'center';
  context.fillText(words.north, 0, 10);
  context.restore();
}

function wrap(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (context.measureText(longer).width > width && line !== '') {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
