import type { HexColor } from 'terra-draw';

import type { Tokens } from '#client/ui/tokens.ts';

function isHex(colour: string): colour is HexColor {
  return colour.startsWith('#');
}

function hex(colour: string): HexColor {
  if (!isHex(colour)) throw new Error(`not a colour in hexadecimals: ${colour}`);
  return colour;
}

/** The pen in the product's colours: accent on the surface, corners large enough for a thumb. */
export function sketchStyles(tokens: Tokens) {
  const accent = hex(tokens.accent);
  const surface = hex(tokens.surface);
  const corner = {
    coordinatePointColor: accent,
    coordinatePointOutlineColor: surface,
    coordinatePointWidth: 6,
    coordinatePointOutlineWidth: 2,
    closingPointColor: surface,
    closingPointOutlineColor: accent,
    closingPointWidth: 8,
    closingPointOutlineWidth: 3,
  };
  return {
    point: {
      pointColor: accent,
      pointWidth: 9,
      pointOutlineColor: surface,
      pointOutlineWidth: 3,
      editedPointColor: accent,
      editedPointWidth: 11,
      editedPointOutlineColor: surface,
      editedPointOutlineWidth: 3,
    },
    line: { ...corner, lineStringColor: accent, lineStringWidth: 4 },
    area: {
      ...corner,
      fillColor: accent,
      fillOpacity: 0.18,
      outlineColor: accent,
      outlineWidth: 3,
    },
    selected: {
      selectedLineStringColor: accent,
      selectedLineStringWidth: 4,
      selectedPolygonColor: accent,
      selectedPolygonFillOpacity: 0.18,
      selectedPolygonOutlineColor: accent,
      selectedPolygonOutlineWidth: 3,
      selectionPointColor: surface,
      selectionPointOutlineColor: accent,
      selectionPointWidth: 7,
      selectionPointOutlineWidth: 3,
      midPointColor: accent,
      midPointOutlineColor: surface,
      midPointWidth: 4,
      midPointOutlineWidth: 1,
    },
  };
}
