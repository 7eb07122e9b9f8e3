import type { addressReview as vi } from '#client/i18n/vi/address-review.ts';

export const addressReview: typeof vi = {
  title: 'Rows placed by their address',
  lead: 'These rows have no position and were looked up by their address. Where it may mean several places, or is only like the name found, a row waits for you to choose; the radius becomes the error of the position.',
  filter: 'Filter by what was found',
  filters: {
    all: 'All',
    several: 'To be chosen',
    not_found: 'Not found',
    commune: 'By commune',
    street: 'By street or place',
    door: 'By house number',
    by_hand: 'Placed by hand',
    left_out: 'Left out',
  },
  state: {
    several: (p) =>
      p.count === '1' ? 'Only alike, to be chosen' : `${p.count} places, to be chosen`,
    not_found: () => 'Not found',
    commune: () => 'Commune only, waits for consent',
    street: () => 'Found',
    door: () => 'Found',
  },
  line: (p) => `Row ${p.line}: ${p.address}`,
  none: 'There are no rows.',
  capped: (p) => `${p.shown} of ${p.total} rows are named, those that wait first.`,
  choose: 'Which place is this address?',
  leaveOut: 'Leave this row out',
  leftOut: 'Left out',
  next: 'Next row that waits',
  notFoundMore:
    'Nothing in the gazetteers fits. This row is written only when you place it by hand, or when the file has the right address or a position.',
  byHand: 'Placed by hand',
  handTitle: (p) => `Place it by hand: ${p.name}`,
  handMore: 'The history of the point will say that you placed it by hand while importing.',
  handHere: 'Place it by hand',
  handElsewhere: 'Somewhere else: place it by hand',
  handOutside: 'By hand, outside the city',
  handOutsideMore: 'This position lies outside the city, so the row is not written. Place it anew.',
  map: 'Map of the places that the address may mean. The list beside it names the same places.',
};
