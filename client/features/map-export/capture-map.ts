import type { Map as MapLibre } from 'maplibre-gl';

import { metresPerPixel } from '#client/map/metres-per-pixel.ts';

/** The drawn map with what is needed for a scale. */
export type MapPicture = {
  image: HTMLCanvasElement;
  /** Device pixels to one CSS pixel. */
  pixelRatio: number;
  metresPerPixel: number;
  /** Direction that is up, degrees clockwise from north. */
  bearing: number;
};

/** Copies the map's drawing; its buffer holds something only while it renders. */
export function captureMap(map: MapLibre): Promise<MapPicture> {
  return new Promise((resolve, reject) => {
    map.once('render', () => {
      const source = map.getCanvas();
      const image = document.createElement('canvas');
      image.width = source.width;
      image.height = source.height;
      const context = image.getContext('2d');
      if (context === null) {
        reject(new Error('no canvas to draw on'));
        return;
      }
      context.drawImage(source, 0, 0);
      resolve({
        image,
        pixelRatio: source.width / source.clientWidth,
        metresPerPixel: metresPerPixel(map),
        bearing: map.getBearing(),
      });
    });
    map.triggerRepaint();
  });
}
