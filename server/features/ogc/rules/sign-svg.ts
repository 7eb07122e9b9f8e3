import type { PointStatus } from '#server/contract/point.ts';
import {
  HALO_OPACITY,
  POINT_SCALE,
  pointHalo,
  STATUS_COLOURS,
} from '#server/contract/status-look.ts';
import { type ShapePart, STATUS_SHAPES, SUSPECTED_RINGS } from '#server/contract/status-shapes.ts';

export type Sign = { status: PointStatus; suspected: boolean };

/** Side of the square of a sign, pixels of the map. */
export function signSize(sign: Sign): number {
  return 2 * (pointHalo(sign) + 1);
}

/** Draws the sign of a point as the map does in light colours: disc, shape of the status, rings of a suspicion. */
export function signSvg(sign: Sign): string {
  const side = signSize(sign);
  const box = `${-side / 2} ${-side / 2} ${side} ${side}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="${box}">${signParts(sign)}</svg>`;
}

/** Elements of SVG of a sign around 0,0. */
export function signParts(sign: Sign): string {
  const { surface, status, suspected, onStatus } = STATUS_COLOURS.light;
  const shape = drawn(STATUS_SHAPES[sign.status], { own: status[sign.status], sign: onStatus });
  const rings = sign.suspected ? drawn(SUSPECTED_RINGS, { own: suspected, sign: onStatus }) : '';
  return (
    `<circle r="${pointHalo(sign)}" fill="${surface}" fill-opacity="${HALO_OPACITY}"/>` +
    `<g transform="scale(${POINT_SCALE})" stroke-linecap="round" stroke-linejoin="round">${shape}${rings}</g>`
  );
}

function drawn(parts: readonly ShapePart[], colours: { own: string; sign: string }): string {
  const paint = (name: ShapePart['fill']) => (name === 'none' ? 'none' : colours[name]);
  return parts
    .map(({ path, fill, stroke, width, dash }) => {
      const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash.join(' ')}"`;
      return `<path d="${path}" fill="${paint(fill)}" stroke="${paint(stroke)}" stroke-width="${width}"${dashes}/>`;
    })
    .join('');
}
