import { expect, it } from 'vitest';

import type { SavedView } from '#server/contract/saved-view.ts';

import { addressOf, addressToKeep } from './view-address.ts';

const kept = (search: SavedView['search']): SavedView => ({
  id: 1,
  name: 'Tái hoạt động',
  search,
  sharedWith: null,
  own: true,
  ownerName: 'Cán bộ',
  watched: false,
  byMail: false,
  entered: null,
});

it('keeps filter and place, and not what is chosen at the moment', () => {
  const search = { status: 'recurring', at: '105.8,21', z: 14, id: 7, draw: 'edit' as const };
  expect(addressToKeep(search)).toEqual({ status: 'recurring', at: '105.8,21', z: 14 });
});

it('opens a view as it was kept, and nothing of the present one stays', () => {
  const opened = addressOf(kept({ status: 'recurring', z: 14 }), { commune: '00070', id: 7 });
  expect(opened).toMatchObject({ status: 'recurring', z: 14 });
  expect(opened.commune).toBeUndefined();
  expect(opened.id).toBeUndefined();
});

it('leaves out what it does not know or cannot read', () => {
  const opened = addressOf(kept({ status: 'unheard_of', z: 900, later: 'x' }), {});
  expect(opened.status).toBeUndefined();
  expect(opened.z).toBeUndefined();
});
