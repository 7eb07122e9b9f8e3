import { describe, expect, it } from 'vitest';

import { countDrawn } from './point-marks.tsx';

type Asked = Parameters<typeof countDrawn>[0];

/** A map that, like MapLibre, refuses questions about things that its style does not hold. */
function mapWith({ layer, loaded, marks }: { layer: boolean; loaded: boolean; marks: number }) {
  const need = (there: boolean) => {
    if (!there) throw new Error("The layer 'mark:sign' does not exist in the map's style");
  };
  const asked = {
    getLayer: () => (layer ? {} : undefined),
    isSourceLoaded: () => {
      need(layer);
      return loaded;
    },
    queryRenderedFeatures: () => {
      need(layer);
      return Array.from({ length: marks }, () => ({}));
    },
  };
  return asked as unknown as Asked;
}

describe('the marks that the screen shows', () => {
  it('are counted where their layer is drawn', () => {
    expect(countDrawn(mapWith({ layer: true, loaded: true, marks: 3 }))).toBe(3);
    expect(countDrawn(mapWith({ layer: true, loaded: true, marks: 0 }))).toBe(0);
  });

  it('are not asked for while the style is being replaced', () => {
    expect(countDrawn(mapWith({ layer: false, loaded: true, marks: 3 }))).toBeNull();
  });

  it('are not counted before their source is loaded', () => {
    expect(countDrawn(mapWith({ layer: true, loaded: false, marks: 3 }))).toBeNull();
  });
});
