import type { search as vi } from '#client/i18n/vi/search.ts';

export const search: typeof vi = {
  title: 'Search',
  label: 'Find a point, an address, a commune or coordinates',
  placeholder: 'Find point, address, commune, coordinates',
  points: 'Points',
  communes: 'Communes',
  coordinates: 'Coordinates',
  addresses: 'Addresses',
  formerName: (p) => `formerly ${p.name}`,
  alias: (p) => `also called ${p.name}`,
  assumed: 'converted from another system or notation',
  nothing:
    'Nothing found. Try fewer words, a house number with its street, a former commune name, or coordinates such as 21.0285, 105.8542.',
  shortcut: 'Press / to search',
  goTo: (p) => `Go to ${p.coordinates}`,
};
