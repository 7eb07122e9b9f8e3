import { type Link, link } from './links.ts';

/** Files that draw the points in other programs as our own map does. */
export const STYLES = [
  { file: 'points.qml', type: 'application/vnd.qgis.qml', title: 'Kiểu vẽ cho QGIS (QML)' },
  { file: 'points.qlr', type: 'application/vnd.qgis.qlr', title: 'Lớp cho QGIS (QLR)' },
  {
    file: 'points.json',
    type: 'application/vnd.mapbox.style+json',
    title: 'Kiểu vẽ cho MapLibre, Mapbox',
  },
] as const;
export type Style = (typeof STYLES)[number];

/** Link from the collection of points to one of its styles. */
export function styleLink(own: string, { file, type, title }: Style): Link {
  return link(`${own}/styles/${file}`, 'stylesheet', type, title);
}
