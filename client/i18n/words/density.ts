import { both } from '#client/i18n/both.ts';

/** Density of places on the map. */
export const density = {
  show: both('Mật độ địa điểm', 'Density of places'),
  hide: both('Tắt mật độ địa điểm', 'Hide the density of places'),
  scale: both('0 đến {peak} địa điểm/km²', '0 to {peak} places per km²'),
  basis: both(
    '{places} địa điểm trong khung, bán kính {radius}. Chỉ đếm địa điểm, không đếm người.',
    '{places} places in view, radius {radius}. Places are counted, never persons.',
  ),
  tooFew: both(
    'Khung này có {places} địa điểm; cần ít nhất {fewest} để tính mật độ. Hãy thu nhỏ bản đồ hoặc nới bộ lọc.',
    'There are {places} places in view; a density needs at least {fewest}. Zoom out or widen the filter.',
  ),
};
