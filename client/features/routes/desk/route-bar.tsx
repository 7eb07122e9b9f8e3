import { ActionIcon, Button, Group, Menu, Progress, Select } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowBackUp, IconArrowForwardUp, IconDots, IconRoute } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { countChanges } from '#client/features/routes/orders.ts';
import classes from '#client/features/routes/routes.module.css';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { SHORTCUTS } from '#client/ui/shortcuts.ts';
import type { OptimiseProgress, OptimiseScope } from '#server/contract/route-edit.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import shared from '#client/ui/shared.module.css';

import { DeleteDialog, EndRouteItem, type RouteEnd, WithdrawDialog } from './end-route.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import type { Optimiser } from './use-optimiser.ts';
import type { RouteEditor } from './use-route-editor.ts';

const FILES = ['gpx', 'kml', 'geojson', 'ics'] as const;

/** Bar of the acts on the route as a whole, always in the same place. */
export function RouteBar({
  route,
  editor,
  optimiser,
}: {
  route: RouteDetail;
  editor: RouteEditor;
  optimiser: Optimiser;
}) {
  const { routes } = useText();
  const format = useFormat();
  const [publishing, setPublishing] = useState(false);
  const [ending, setEnding] = useState<RouteEnd | null>(null);
  const { drawn, wanted, share } = route.randomShare;
  const draw = () => editor.edit({ kind: 'add', way: { kind: 'random' } });
  return (
    <Group gap="xs">
      <UndoAndRedo editor={editor} />
      <OptimiseChoice route={route} optimiser={optimiser} />
      {optimiser.running && <Searching optimiser={optimiser} />}
      <ServiceNote best={optimiser.best} />
      <output className={classes.quiet}>{optimiser.teamChanges}</output>
      <span className={shared.aside} title={`${routes.randomMore}. ${route.randomShare.origin}`}>
        {routes.randomState({
          drawn: format.number(drawn, 0),
          wanted: format.number(wanted, 0),
          share: format.percent(share, 0),
        })}
      </span>
      {drawn < wanted && route.mayPlan && (
        <Button variant="default" size="compact-md" onClick={draw}>
          {routes.randomDraw}
        </Button>
      )}
      <div className={classes.space} />
      <RouteFiles route={route} onEnd={setEnding} />
      {route.mayPlan && <PublishButton route={route} onPublish={() => setPublishing(true)} />}
      {publishing && (
        <PublishDialog
          route={route}
          onDraw={() => {
            setPublishing(false);
            draw();
          }}
          onClose={() => setPublishing(false)}
        />
      )}
      {ending === 'withdraw' && <WithdrawDialog route={route} onClose={() => setEnding(null)} />}
      {ending === 'delete' && <DeleteDialog route={route} onClose={() => setEnding(null)} />}
    </Group>
  );
}

/** The route on paper, its outcome, its files for maps, navigators and calendars, and its end. */
function RouteFiles({ route, onEnd }: { route: RouteDetail; onEnd: (end: RouteEnd) => void }) {
  const { routes } = useText();
  const { id: routeId } = route;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={routes.files}>
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          to="/routes/$routeId/print"
          params={{ routeId: String(routeId) } as never}
        >
          {routes.print}
        </Menu.Item>
        <Menu.Item
          component={Link}
          to="/routes/$routeId/outcome"
          params={{ routeId: String(routeId) } as never}
        >
          {routes.outcome}
        </Menu.Item>
        {FILES.map((form) => (
          <Menu.Item key={form} component="a" href={`/api/routes/${routeId}.${form}`} download>
            {form.toUpperCase()}
          </Menu.Item>
        ))}
        <EndRouteItem route={route} onOpen={onEnd} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Takes the reader's last edit back, or makes it again: by button, or by the keys that every editor has. */
function UndoAndRedo({ editor }: { editor: RouteEditor }) {
  const { routes } = useText();
  const { restorable } = editor;
  const undo = () => restorable.before && editor.restore('before');
  const redo = () => restorable.after && editor.restore('after');
  // A ticked box keeps the focus, and the keys work there, too; in a field of text they are those of the field.
  const keys = { preventDefault: false };
  useHotkeys(
    [
      [SHORTCUTS.routeUndo, unlessWriting(undo), keys],
      [SHORTCUTS.routeRedo, unlessWriting(redo), keys],
    ],
    [],
  );
  return (
    <>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={routes.undo}
        disabled={!restorable.before}
        data-end
        onClick={undo}
      >
        <IconArrowBackUp size={18} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={routes.redo}
        disabled={!restorable.after}
        data-end
        onClick={redo}
      >
        <IconArrowForwardUp size={18} aria-hidden="true" />
      </ActionIcon>
    </>
  );
}

const TEXT_FIELDS = 'textarea, input:not([type=checkbox], [type=radio], [readonly])';

function unlessWriting(act: () => unknown): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.target instanceof Element && event.target.matches(TEXT_FIELDS)) return;
    event.preventDefault();
    act();
  };
}

/**
 * Publishes a draft or the changes since the last publication; without changes it says that the teams have this state.
 */
function PublishButton({ route, onPublish }: { route: RouteDetail; onPublish: () => void }) {
  const { routes } = useText();
  const format = useFormat();
  const count = countChanges(route);
  const published = route.publishedVersion !== null;
  if (published && count === 0) {
    return <span className={classes.quiet}>{routes.asPublished}</span>;
  }
  return (
    <Button onClick={onPublish} disabled={route.stops.length === 0}>
      {published ? routes.publishAgain({ count: format.number(count, 0) }) : routes.publish}
    </Button>
  );
}

function OptimiseChoice({ route, optimiser }: { route: RouteDetail; optimiser: Optimiser }) {
  const { routes } = useText();
  const [scope, setScope] = useState('everything');
  const asked: OptimiseScope = /^\d+$/.test(scope)
    ? { kind: 'team', shiftId: Number(scope) }
    : { kind: scope === 'fit_new' ? 'fit_new' : 'everything' };
  return (
    <>
      <Select
        aria-label={routes.optimiseScope}
        w={210}
        value={scope}
        allowDeselect={false}
        onChange={(value) => setScope(value ?? 'everything')}
        data={[
          {
            value: 'everything',
            label: route.underWay ? routes.scopes.remaining : routes.scopes.everything,
          },
          { value: 'fit_new', label: routes.scopes.fit_new },
          ...route.shifts
            .filter(({ absent }) => !absent)
            .map(({ id, teamName }) => ({
              value: String(id),
              label: routes.scopes.team({ team: teamName }),
            })),
        ]}
      />
      <Button
        variant="light"
        leftSection={<IconRoute size={18} aria-hidden="true" />}
        disabled={!route.mayPlan || route.stops.length === 0 || optimiser.running}
        onClick={() => optimiser.start(asked)}
      >
        {routes.optimise}
      </Button>
    </>
  );
}

function Searching({ optimiser }: { optimiser: Optimiser }) {
  const { routes } = useText();
  const format = useFormat();
  const { best } = optimiser;
  const left = best?.orders.find(({ shiftId }) => shiftId === null)?.stopIds.length ?? 0;
  return (
    <Group className={classes.searching} gap="xs" wrap="nowrap">
      <Progress value={(best?.share ?? 0) * 100} aria-label={routes.optimise} />
      {best !== null && (
        <output>
          {routes.searching({
            distance: format.distance(best.metres),
            dropped: format.number(left, 0),
          })}
        </output>
      )}
      <Button size="compact-md" variant="default" onClick={() => optimiser.stop(true)}>
        {routes.takeBest}
      </Button>
      <Button size="compact-md" variant="default" onClick={() => optimiser.stop(false)}>
        {routes.cancelSearch}
      </Button>
    </Group>
  );
}

/** Author of the best order found, and the outcome of asking the external service; nothing without one. */
export function ServiceNote({ best }: { best: OptimiseProgress | null }) {
  const { routes } = useText();
  if (best?.service == null) return null;
  return <output className={classes.quiet}>{routes.outsideOptimiser[best.service]}</output>;
}
