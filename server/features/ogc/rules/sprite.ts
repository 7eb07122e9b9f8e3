import { POINT_STATUSES } from '#server/contract/point.ts';

import { type Sign, signParts, signSize } from './sign-svg.ts';

/** Pixels of a picture for one of the map: plain and fine screens. */
export type PixelRatio = 1 | 2;

/** All signs of the sprite. */
export const SIGNS: readonly Sign[] = POINT_STATUSES.flatMap((status) =>
  [false, true].map((suspected) => ({ status, suspected })),
);
/** Side of the square that each sign has, pixels of the map: the largest sign fits in. */
const SIDE = Math.max(...SIGNS.map(signSize));

/** Name of the image of a sign in the sprite. */
export function signName({ status, suspected }: Sign): string {
  return suspected ? `${status}-suspected` : status;
}

/** Tells where each sign lies in the sprite (MapLibre style specification, sprite). */
export function spriteIndex(ratio: PixelRatio) {
  const side = SIDE * ratio;
  return Object.fromEntries(
    SIGNS.map((sign, at) => [
      signName(sign),
      { x: at * side, y: 0, width: side, height: side, pixelRatio: ratio },
    ]),
  );
}

/** Draws all signs beside each other as SVG. */
export function spriteSvg(): string {
  const signs = SIGNS.map(
    (sign, at) =>
      `<g transform="translate(${(at + 0.5) * SIDE} ${SIDE / 2})">${signParts(sign)}</g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE * SIGNS.length}" height="${SIDE}">${signs.join('')}</svg>`;
}
