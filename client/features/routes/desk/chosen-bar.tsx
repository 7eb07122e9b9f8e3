import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { RouteDetail } from '#server/contract/route.ts';

import { locksAsPlanned, movesTo, releases } from './chosen-stops.ts';
import classes from './chosen.module.css';
import type { ChosenStops } from './use-chosen-stops.ts';
import type { RouteEditor } from './use-route-editor.ts';

/** Acts on all chosen stops at once; each is one edit, undone as one. */
export function ChosenBar({
  route,
  chosen,
  editor,
}: {
  route: RouteDetail;
  chosen: ChosenStops;
  editor: RouteEditor;
}) {
  const { routes } = useText();
  const format = useFormat();
  const { stops, clear } = chosen;
  if (stops.length === 0 || !route.mayPlan) return null;
  const choice = (words: string, operations: readonly RouteOperation[]) => (
    <Menu.Item
      key={words}
      mih={44}
      disabled={operations.length === 0}
      onClick={() => editor.edit(...operations)}
    >
      {words}
    </Menu.Item>
  );
  return (
    <section className={classes.bar} aria-label={routes.chosenActs}>
      <output>{routes.chosen({ count: format.number(stops.length, 0) })}</output>
      <Acts words={routes.moveTo} pending={editor.pending}>
        {route.shifts
          .filter(({ absent }) => !absent)
          .map(({ id, teamName }) => choice(teamName, movesTo(stops, id)))}
        {choice(routes.unassigned, movesTo(stops, null))}
      </Acts>
      <Acts words={routes.lockChosen} pending={editor.pending}>
        {choice(routes.lockTeams, locksAsPlanned(route, stops, 'team'))}
        {choice(routes.lockPositions, locksAsPlanned(route, stops, 'position'))}
        {choice(routes.lockTimes, locksAsPlanned(route, stops, 'time'))}
        {choice(routes.unlock, releases(stops))}
      </Acts>
      <Button
        variant="default"
        mih={44}
        disabled={editor.pending}
        onClick={() => editor.edit({ kind: 'remove', stopIds: stops.map(({ id }) => id) })}
      >
        {routes.remove}
      </Button>
      <Button variant="subtle" mih={44} onClick={clear}>
        {routes.chosenNone}
      </Button>
    </section>
  );
}

function Acts({
  words,
  pending,
  children,
}: {
  words: string;
  pending: boolean;
  children: ReactNode;
}) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          mih={44}
          disabled={pending}
          rightSection={<IconChevronDown size={16} aria-hidden="true" />}
        >
          {words}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
