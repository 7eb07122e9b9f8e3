import { ActionIcon, Menu } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';

import { clockOfMinutes } from '#client/i18n/clock-text.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { Stop } from '#server/contract/route.ts';

import type { RouteEditor } from './use-route-editor.ts';

const SECONDS_PER_MINUTE = 60;

/** Locks a stop of a team as it stands now, or releases it: open the menu, choose the lock. */
export function LockMenu({
  stop,
  start,
  editor,
}: {
  stop: Stop;
  /** Present start, in seconds from midnight; undefined where the stop is in no plan. */
  start: number | undefined;
  editor: RouteEditor;
}) {
  const { routes } = useText();
  const minute = Math.round((start ?? 0) / SECONDS_PER_MINUTE);
  const locked = stop.lockShiftId !== null || stop.lockPosition !== null || stop.lockTime !== null;
  const Sign = locked ? IconLock : IconLockOpen;
  type Lock = Omit<Extract<RouteOperation, { kind: 'lock' }>, 'kind' | 'stopId'>;
  const item = (words: string, on: boolean, lock: Lock) => (
    <Menu.CheckboxItem
      mih={44}
      checked={on}
      closeMenuOnClick
      onChange={() => editor.edit({ kind: 'lock', stopId: stop.id, ...lock })}
    >
      {words}
    </Menu.CheckboxItem>
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="default"
          size={44}
          aria-label={routes.locksOf({ name: stop.code ?? stop.name })}
        >
          <Sign size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {item(routes.lockTeam, stop.lockShiftId !== null, { team: stop.lockShiftId === null })}
        {item(routes.lockPosition, stop.lockPosition !== null, {
          position: stop.lockPosition === null,
        })}
        {(start !== undefined || stop.lockTime !== null) &&
          item(
            routes.lockTimeAt({ time: clockOfMinutes(stop.lockTime?.from ?? minute) }),
            stop.lockTime !== null,
            { time: stop.lockTime === null ? { from: minute, to: minute } : null },
          )}
      </Menu.Dropdown>
    </Menu>
  );
}
