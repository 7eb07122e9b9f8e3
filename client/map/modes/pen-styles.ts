import type { HexColor } from 'terra-draw';

function isHex(colour: string): colour is HexColor {
  return colour.startsWith('#');
}

function hex(colour: string): HexColor {
  if (!isHex(colour)) throw new Error(`not a colour in hexadecimals: ${colour}`);
  return colour;
}

export type PenStyles = ReturnType<typeof penStyles>;

/** A pen in one colour, its corners on the surface and large enough for a thumb. */
export function penStyles(colour: string, ground: string) {
  const accent = hex(colour);
  const surface = hex(ground);
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
