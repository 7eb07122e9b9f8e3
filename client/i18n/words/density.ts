import { both } from '#client/i18n/both.ts';

/** Density of places on the map. */
export const density = {
  show: both('Mật độ địa điểm', 'Density of places'),
  hide: both('Tắt mật độ địa điểm', 'Hide the density of places'),
  scale: both(
    (p: { peak: string }) => `0 đến ${p.peak} địa điểm/km²`,
    (p) => `0 to ${p.peak} places per km²`,
  ),
  basis: both(
    (p: { places: string; radius: string }) =>
      `${p.places} địa điểm trong khung, bán kính ${p.radius}. Chỉ đếm địa điểm, không đếm người.`,
    (p) => `${p.places} places in view, radius ${p.radius}. Places are counted, never persons.`,
  ),
  tooFew: both(
    (p: { places: string; fewest: string }) =>
      `Khung này có ${p.places} địa điểm; cần ít nhất ${p.fewest} để tính mật độ. Hãy thu nhỏ bản đồ hoặc nới bộ lọc.`,
    (p) =>
      `There are ${p.places} places in view; a density needs at least ${p.fewest}. Zoom out or widen the filter.`,
  ),
};
