import { expect, it } from 'vitest';

import { NO_FILTER } from './filter.ts';
import { ViewSearch } from './view-search.ts';
import { wholeList } from './whole-list.ts';

it('a count of all points leads to all of them, whatever narrowed the view before', () => {
  const narrowed = ViewSearch.parse({
    at: '105.85,21.03',
    z: 12,
    q: 'karaoke',
    commune: '00070',
    as_of: '2026-01-01',
    from: '2026-01-01',
    to: '2026-02-01',
    compare: '2026-01-01',
    changed: 'recurrence_confirmed',
    in_view: true,
    id: 7,
    within: '105.8,21,105.9,21,105.9,21.1',
    ids: '1.2',
    only: 'ticked',
    draw: 'lasso',
    show: 'table',
  });
  const led = wholeList(narrowed, { ...NO_FILTER, status: ['recurring'] });
  const given = Object.fromEntries(Object.entries(led).filter(([, value]) => value !== undefined));
  expect(given).toEqual({
    at: '105.85,21.03',
    z: 12,
    show: 'table',
    status: 'recurring',
    panel: 'list',
  });
});
