import type { geocoding as vi } from '#client/i18n/vi/geocoding.ts';

export const geocoding: typeof vi = {
  precision: {
    door: 'the house number itself',
    interpolated: 'by the numbers beside it',
    junction: 'where two streets meet',
    place: 'by the name of the place',
    street: 'the street only',
    commune: 'the commune only',
  },
  within: (p) => `within ${p.distance}`,
  basis: (p) => `by ${p.names}`,
  from: (p) => `source: ${p.source}`,
  service: (p) => `service outside, ${p.host}`,
  communes: 'the list of communes',
};
