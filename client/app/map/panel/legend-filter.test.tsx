// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { useView } from '#client/app/map/use-view.ts';
import { EVERYWHERE } from '#client/register/region.ts';
import type { ViewSearch } from '#client/register/view-search.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import { StatusLegend } from './legend-filter.tsx';

function Page() {
  const { filter, setFilter } = useView();
  return <StatusLegend filter={filter} region={EVERYWHERE} onChange={setFilter} brief={false} />;
}

let shown: ShownForm;
const pressed = () =>
  [...document.querySelectorAll('button[aria-pressed=true]')].map((one) => one.textContent);
const toggle = (word: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent.includes(word))?.click();

beforeEach(async () => {
  vi.stubGlobal('fetch', async () =>
    Response.json({ total: 0, counts: { status: {}, flag: {} }, asOf: null }),
  );
  const root = createRootRoute();
  const map = createRoute({
    getParentRoute: () => root,
    path: '/',
    validateSearch: (search): ViewSearch => search,
    component: Page,
  });
  const router = createRouter({
    routeTree: root.addChildren([map]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  shown = await showForm(<RouterProvider router={router} />, client);
});
afterEach(() => shown.close());

it('keeps both of two presses that come faster than the page is drawn', async () => {
  await act(() => vi.waitFor(() => expect(document.querySelector('button')).not.toBeNull()));
  await act(async () => {
    toggle('Đang hoạt động');
    toggle('Tái hoạt động');
  });
  await act(() => vi.waitFor(() => expect(pressed()).toHaveLength(2)));
  await act(async () => toggle('Tái hoạt động'));
  await act(() => vi.waitFor(() => expect(pressed()).toHaveLength(1)));
  expect(pressed()[0]).toContain('Đang hoạt động');
});
