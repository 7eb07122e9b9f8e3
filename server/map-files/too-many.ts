import { MapFileError } from './map-file-error.ts';
import type { MapLimits } from './map-file.ts';

/** @throws MapFileError `too_many_vertices` with reason `features` */
export function refuseTooMany(features: number, { maximumFeatures: limit }: MapLimits): void {
  if (features > limit) throw new MapFileError('too_many_vertices', { reason: 'features', limit });
}
