import type { addressReview as vi } from '#client/i18n/vi/address-review.ts';

export const addressReview: typeof vi = {
  title: 'Rows placed by their address',
  lead: 'These rows have no position and were looked up by their address. Where it may mean several places, a row waits for you to choose; the radius becomes the error of the position.',
  filter: 'Filter by what was found',
  filters: {
    all: 'All',
    several: 'To be chosen',
    not_found: 'Not found',
    commune: 'By commune',
    street: 'By street or place',
    door: 'By house number',
    left_out: 'Left out',
  },
  state: {
    several: (p) => `${p.count} places, to be chosen`,
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
    'Nothing in the gazetteers fits. Correct the address or fill in the position in the file, or ask an administrator to import another gazetteer.',
  map: 'Map of the places that the address may mean. The list beside it names the same places.',
};
