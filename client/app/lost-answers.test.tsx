// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/react-query';
import { act, type ReactElement } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { teamsQuery } from '#client/api/teams.ts';
import { VisitDialog } from '#client/features/inspection-objects/visit-dialog.tsx';
import { CreateDialog } from '#client/features/routes/calendar/create-dialog.tsx';
import { EntryDialog } from '#client/features/services/services-screen.tsx';
import { loadText } from '#client/i18n/use-text.ts';
import { vi as text } from '#client/i18n/vi.ts';
import type { InspectionObject } from '#server/contract/inspection-object.ts';
import type { Team } from '#server/contract/team.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

vi.mock('@tanstack/react-router', () => ({ useNavigate: () => async () => undefined }));

const BUSINESS: InspectionObject = {
  id: 7,
  code: 'CS-000007',
  version: 1,
  name: 'Karaoke Hoa Sen',
  category: 'KAR',
  address: null,
  position: [105.85, 21.03],
  communeId: 1,
  communeName: 'Hoàn Kiếm',
  state: 'open',
  closedOn: null,
  stateReason: null,
  lastInspectedOn: null,
  lastResult: null,
  lastKind: null,
  visitsThisYear: 0,
  reinspectionDueOn: null,
  needs: [],
};
const TEAM: Team = {
  id: 1,
  name: 'Tổ 1',
  skills: [],
  members: [],
  templates: [
    {
      id: 1,
      teamId: 1,
      name: 'Cả ngày',
      shift: {
        vehicle: 'motorbike',
        startsAt: 480,
        endsAt: 1_020,
        rest: null,
        start: null,
        end: null,
        mostStops: null,
      },
    },
  ],
  version: 1,
};

let client: QueryClient;
let shown: ShownForm;
/** Keys of the writes that have left the page, one after the other. */
let keys: (string | null)[];

beforeAll(() => loadText('vi'));

beforeEach(() => {
  keys = [];
  vi.stubGlobal('fetch', async (_: unknown, init?: RequestInit) => {
    if (init?.method !== 'POST') return new Response('{}', { status: 404 });
    keys.push(new Headers(init.headers).get('Idempotency-Key'));
    // The first answer is lost on its way, whatever the server has written.
    if (keys.length === 1) throw new TypeError('lost');
    return new Response(JSON.stringify({ id: 1, items: [] }));
  });
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  client.setQueryData(teamsQuery.queryKey, { items: [TEAM], inspectors: [] });
});
afterEach(() => shown.close());

async function open(dialog: ReactElement) {
  shown = await showForm(dialog, client);
}

async function choose(label: string, option: string) {
  await shown.choose(label);
  const found = [...document.querySelectorAll<HTMLElement>('[role="option"]')].find(
    ({ textContent }) => textContent === option,
  );
  await act(async () => found?.click());
}

describe('a second press after a lost answer takes the same key, so that it is written once', () => {
  it('of a visit to a business', async () => {
    const own = text.inspections;
    await open(<VisitDialog object={BUSINESS} onClose={() => undefined} />);
    await choose(own.resultLabel, own.result.no_violation);
    await shown.send();
    await shown.send();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('of an entry of the directory', async () => {
    const own = text.services;
    await open(<EntryDialog service={null} onClose={() => undefined} />);
    await choose(own.kindLabel, own.kind.hotline);
    await shown.type(own.name, 'Tổng đài 111');
    await shown.type(own.offers, 'Tư vấn qua điện thoại');
    await shown.type(own.area, 'Toàn thành phố');
    await shown.type(own.source, 'Trang tin của đơn vị');
    await shown.send();
    await shown.send();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('of a route', async () => {
    await open(<CreateDialog onDate="2027-01-04" onClose={() => undefined} />);
    await shown.send();
    await shown.send();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });
});
