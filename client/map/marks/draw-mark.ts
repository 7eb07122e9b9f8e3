import type { DrawImage } from '#client/map/map-canvas.tsx';
import { drawShape, statusShape } from '#client/ui/status-path.ts';
import { TOKENS, type Tokens } from '#client/ui/tokens.ts';
import { POINT_STATUSES } from '#server/contract/point.ts';
import {
  HALO_OPACITY,
  POINT_SCALE,
  pointHalo,
  RING_WIDTH,
  SEGMENT_GAPS,
} from '#server/contract/status-look.ts';
import { SUSPECTED_RINGS } from '#server/contract/status-shapes.ts';

import {
  BADGE,
  parseImageId,
  RING_PARTS,
  ringBeyond,
  ringRadius,
  type Alarm,
  type MarkImage,
} from './mark-image.ts';

/**
 * Device pixels to one CSS pixel. Signs stand between pixels, so that a plain screen needs some to spare; more than
 * the eye tells apart costs each frame with many different rings (the map goes through all their pixels itself).
 */
const PIXEL_RATIO = Math.min(2, Math.max(1.5, globalThis.devicePixelRatio ?? 1));
const TURN = 2 * Math.PI;
/** Height of the bar on the plates of one spot, CSS pixels. */
const PLATE_BAR = 4.5;

/** Draws an image of the map when it is first asked for. */
export const drawMarkImage: DrawImage = (map, id) => {
  const image = parseImageId(id);
  if (image === null || map.hasImage(id)) return;
  const extent = extentOf(image);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(2 * extent * PIXEL_RATIO);
  canvas.height = canvas.width;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas to draw on');
  context.scale(PIXEL_RATIO, PIXEL_RATIO);
  context.translate(canvas.width / 2 / PIXEL_RATIO, canvas.height / 2 / PIXEL_RATIO);
  paintMark(context, image);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  map.addImage(id, pixels, { pixelRatio: PIXEL_RATIO });
};

/** Half the side of the square that a mark needs, CSS pixels. */
function extentOf(image: MarkImage): number {
  switch (image.kind) {
    case 'point':
      return pointHalo(image) + 1;
    case 'ring':
      return ringExtent(ringRadius(image.size), image.alarm);
    case 'spot':
      return 26;
  }
}

/**
 * Extent of all that {@link paintRing} and {@link paintAlarm} draw: the rings of a suspicion, the badge of a
 * recurrence.
 */
function ringExtent(radius: number, alarm: Alarm): number {
  const rings = radius + ringBeyond(alarm);
  const badge = BADGE.place * radius + BADGE.radius;
  return Math.ceil(alarm.recurring ? Math.max(rings, badge) : rings);
}

/** Paints a mark around the context's origin, in CSS pixels. */
export function paintMark(context: CanvasRenderingContext2D, image: MarkImage): void {
  const tokens = TOKENS[image.scheme];
  switch (image.kind) {
    case 'point':
      paintPoint(context, image, tokens);
      break;
    case 'ring':
      paintRing(context, image, tokens);
      break;
    case 'spot':
      paintSpot(context, image, tokens);
      break;
  }
}

function paintPoint(
  context: CanvasRenderingContext2D,
  { status, suspected }: Extract<MarkImage, { kind: 'point' }>,
  tokens: Tokens,
): void {
  disc(context, pointHalo({ status, suspected }), tokens.surface, HALO_OPACITY);
  const colours = { own: tokens.status[status], sign: tokens.onStatus };
  drawShape(context, statusShape(status), colours, POINT_SCALE);
  if (!suspected) return;
  drawShape(
    context,
    SUSPECTED_RINGS,
    { own: tokens.suspected, sign: tokens.onStatus },
    POINT_SCALE,
  );
}

function paintRing(
  context: CanvasRenderingContext2D,
  { size, mix, alarm }: Extract<MarkImage, { kind: 'ring' }>,
  tokens: Tokens,
): void {
  const radius = ringRadius(size);
  disc(context, radius + 1.5, tokens.surface, 1);
  const gap = mix.filter((part) => part > 0).length > 1 ? 1.6 / radius : 0;
  let from = -TURN / 4;
  for (const [code, part] of mix.entries()) {
    if (part === 0) continue;
    const to = from + (part / RING_PARTS) * TURN;
    context.lineWidth = RING_WIDTH;
    arc(context, radius - RING_WIDTH / 2, from + gap / 2, to - gap / 2, colourOf(tokens, code));
    leaveOpen(context, code, (width) =>
      arc(context, radius - RING_WIDTH + width / 2, from + gap / 2, to - gap / 2, tokens.surface),
    );
    from = to;
  }
  paintAlarm(context, alarm, radius, tokens);
}

/** Plates on top of each other: several points at one and the same spot. */
function paintSpot(
  context: CanvasRenderingContext2D,
  { mix, alarm }: Extract<MarkImage, { kind: 'spot' }>,
  tokens: Tokens,
): void {
  for (const offset of [5, 2.5, 0]) {
    context.beginPath();
    context.roundRect(-14 + offset, -14 - offset, 28, 28, 5);
    context.fillStyle = tokens.surface;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = tokens.borderStrong;
    context.stroke();
  }
  let from = -11;
  for (const [code, part] of mix.entries()) {
    const width = (part / RING_PARTS) * 22;
    context.fillStyle = colourOf(tokens, code);
    context.fillRect(from, 7, width, PLATE_BAR);
    leaveOpen(context, code, (open) => {
      context.strokeStyle = tokens.surface;
      context.beginPath();
      context.moveTo(from, 7 + open / 2);
      context.lineTo(from + width, 7 + open / 2);
      context.stroke();
    });
    from += width;
  }
  paintAlarm(context, alarm, 16, tokens);
}

/** Draws over a segment what its status leaves open of it; `draw` follows its inner edge. */
function leaveOpen(
  context: CanvasRenderingContext2D,
  code: number,
  draw: (width: number) => void,
): void {
  const status = POINT_STATUSES[code];
  const open = status === undefined ? undefined : SEGMENT_GAPS[status];
  if (open === undefined) return;
  context.lineWidth = open.width;
  context.setLineDash([...open.dash]);
  draw(open.width);
  context.setLineDash([]);
}

/** A recurrence must show from the largest number: an outer ring, a badge; dashes for a suspicion. */
function paintAlarm(
  context: CanvasRenderingContext2D,
  { recurring, suspected }: Alarm,
  radius: number,
  tokens: Tokens,
): void {
  if (suspected) {
    context.lineWidth = 1.6;
    context.setLineDash([4, 3]);
    for (const beyond of [3.4, 6.8]) {
      arc(context, radius + beyond, 0, TURN, tokens.suspected);
    }
    context.setLineDash([]);
  }
  if (!recurring) return;
  if (!suspected) {
    context.lineWidth = 2;
    arc(context, radius + 3, 0, TURN, tokens.status.recurring);
  }
  context.save();
  context.translate(radius * BADGE.place, -radius * BADGE.place);
  disc(context, BADGE.radius, tokens.surface, 1);
  disc(context, 8, tokens.status.recurring, 1);
  // The arrow alone: inside the badge the shape's own rings would be mud.
  const arrow = statusShape('recurring').slice(1, 2);
  drawShape(context, arrow, { own: tokens.status.recurring, sign: tokens.onStatus }, 1.15);
  context.restore();
}

function colourOf(tokens: Tokens, code: number): string {
  const status = POINT_STATUSES[code];
  return status === undefined ? tokens.borderStrong : tokens.status[status];
}

function disc(
  context: CanvasRenderingContext2D,
  radius: number,
  colour: string,
  opacity: number,
): void {
  context.save();
  context.globalAlpha = opacity;
  context.fillStyle = colour;
  context.beginPath();
  context.arc(0, 0, radius, 0, TURN);
  context.fill();
  context.restore();
}

function arc(
  context: CanvasRenderingContext2D,
  radius: number,
  from: number,
  to: number,
  colour: string,
): void {
  context.strokeStyle = colour;
  context.beginPath();
  context.arc(0, 0, radius, from, to);
  context.stroke();
}
