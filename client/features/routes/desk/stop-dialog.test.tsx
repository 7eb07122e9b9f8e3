// @vitest-environment happy-dom
import { act, useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';

import { vi as words } from '#client/i18n/vi.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { RouteDetail, RouteShift, Stop } from '#server/contract/route.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import { StopDialog } from './stop-dialog.tsx';

const { meanwhile, remove, save, service, window: within } = words.routes;
const lastEdit = { name: 'Lê Thị Kế Hoạch', version: 8 };
const by = { by: lastEdit.name };
const stop = {
  id: 4,
  shiftId: 1,
  position: 0,
  code: 'DP-00004',
  name: 'Ngã ba',
  lockShiftId: null,
  lockPosition: null,
  lockTime: null,
  window: null,
  serviceMinutes: 20,
} as Stop;
const routeOf = (...stops: Stop[]) =>
  ({
    id: 5,
    version: 8,
    stops,
    shifts: [{ id: 1, teamName: 'Tổ Một' } as RouteShift],
  }) as RouteDetail;

let shown: ShownForm;
afterEach(() => shown.close());

/** Opens the stop; `change` shows the route as somebody else has made it. `accepts`: the server takes the edits. */
async function open({ accepts = true, error = null as Error | null } = {}) {
  const sent: RouteOperation[][] = [];
  const onClose = vi.fn<() => void>();
  let change: (route: RouteDetail) => void = () => undefined;
  function Desk() {
    const [route, setRoute] = useState(routeOf(stop));
    change = setRoute;
    const editor = {
      edit: () => undefined,
      editAndWait: async (...operations: RouteOperation[]) => {
        sent.push(operations);
        return accepts ? route : null;
      },
      restore: () => undefined,
      restorable: { before: false, after: false },
      pending: false,
      said: null,
      error,
    };
    return <StopDialog {...{ route, stop, lastEdit, editor, onClose }} />;
  }
  shown = await showForm(<Desk />);
  return { sent, onClose, change: (route: RouteDetail) => act(async () => change(route)) };
}

const button = (name: string) =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
const press = (name: string) => act(async () => button(name)?.click());
const told = () => document.querySelector('[role=alert]')?.textContent;

it('says who took out the stop that is open, keeps what was typed, and puts it back with that', async () => {
  const { sent, change } = await open();
  await shown.type(service, '35');
  await change(routeOf());
  expect(told()).toBe(meanwhile.gone.stop(by));
  expect(shown.field(service).value).toBe('35');
  expect([button(save), button(remove)]).toEqual([undefined, undefined]);
  await press(meanwhile.addBack);
  expect(sent).toEqual([
    [
      { kind: 'restore', version: 8, side: 'before', stopId: 4 },
      { kind: 'describe', stopId: 4, details: { serviceMinutes: 35 } },
    ],
  ]);
});

it('says who changed the stop and how, and writes only what was typed here', async () => {
  const { sent, onClose, change } = await open();
  await shown.type(service, '35');
  await change(routeOf({ ...stop, window: { from: 840, to: 900 } }));
  expect(told()).toBe(meanwhile.changed({ ...by, changes: `${within}: 14:00–15:00` }));
  await press(save);
  expect(sent).toEqual([[{ kind: 'describe', stopId: 4, details: { serviceMinutes: 35 } }]]);
  expect(onClose).toHaveBeenCalledOnce();
});

it('stays open with what was typed where the server refuses it', async () => {
  const { sent, onClose } = await open({ accepts: false });
  await shown.type(service, '35');
  await press(save);
  expect(sent).toHaveLength(1);
  expect(onClose).not.toHaveBeenCalled();
  expect(shown.field(service).value).toBe('35');
});

it('says nothing of an edit that was refused before it was opened', async () => {
  await open({ error: new Error('an edit before') });
  expect(told()).toBeUndefined();
});
