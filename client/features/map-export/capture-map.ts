import type { Map as MapLibre } from 'maplibre-gl';

/** The drawn map with what is needed for a scale. */
export type MapPicture = {
  image: HTMLCanvasElement;
  /** Device pixels to one CSS pixel. */
  pixelRatio: number;
  metresPerPixel: number;
};

const EARTH_METRES = 40_075_016.686;
const WORLD_PIXELS = 512;

/** Ground metres of one CSS pixel in web mercator, at a latitude (degrees) and zoom. */
export function metresPerPixel(latitude: number, zoom: number): number {
  return (Math.cos((latitude * Math.PI) / 180) * EARTH_METRES) / (WORLD_PIXELS * 2 ** zoom);
}

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
        metresPerPixel: metresPerPixel(map.getCenter().lat, map.getZoom()),
      });
    });
    map.triggerRepaint();
  });
}
