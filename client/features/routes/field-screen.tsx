import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { clockOfMinutes } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useUnsent } from '#client/offline/outbox/outbox-context.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { FieldRouteList, FinishShift, type FieldRoute } from '#server/contract/route-result.ts';

import { FIELD_KEY, fieldQuery } from './field-queries.ts';
import { FieldStopRow, NextStop } from './field-stop.tsx';
import { UnplannedDialog } from './unplanned-dialog.tsx';
import { newUnplanned, unplannedContext, type UnplannedContext } from './unplanned-entry.ts';
import { resultContext } from './result-entry.ts';
import classes from './routes.module.css';
import { PublishedChanges } from './route-changes.tsx';
import { useScannedStop } from './use-scanned-stop.ts';

/** The team's own routes in the street: the next stop first, everything else below it. */
export default function FieldScreen() {
  const { field } = useText().routes;
  const list = useQuery(fieldQuery);
  const items = list.data?.items ?? [];
  useScannedStop(list.isSuccess);
  return (
    <Page title={field.title} width="narrow">
      {list.isPending && <LoadingRows rows={6} height={44} />}
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isSuccess && items.length === 0 && (
        <EmptyState title={field.none}>{field.noneMore}</EmptyState>
      )}
      {items.map((route) => (
        <OwnRoute key={`${route.routeId}-${route.shift.id}`} route={route} />
      ))}
    </Page>
  );
}

function OwnRoute({ route }: { route: FieldRoute }) {
  const { routes } = useText();
  const { field } = routes;
  const format = useFormat();
  const { shift } = route;
  const unsent = useUnsent();
  const waiting = new Set(
    unsent
      .filter(({ kind }) => kind === 'route-result')
      .map((entry) => resultContext(entry).stop.id),
  );
  const extra = unsent
    .filter(({ kind }) => kind === 'unplanned-stop')
    .map(unplannedContext)
    .filter(({ shiftId }) => shiftId === shift.id);
  const open = route.stops.filter(({ id, state }) => state === 'planned' && !waiting.has(id));
  const [next] = open;
  const finished = shift.finishedAt !== null;
  return (
    <Section
      title={route.title}
      lead={`${format.date(route.onDate)}, ${shift.teamName}. ${routes.hours({
        from: clockOfMinutes(shift.startsAt),
        to: clockOfMinutes(shift.endsAt),
      })}`}
    >
      <PublishedChanges route={route} />
      {finished && <p>{field.finished}</p>}
      {!finished && next !== undefined && (
        <NextStop key={next.id} routeId={route.routeId} stop={next} />
      )}
      <h3 className={classes.subhead}>{field.rest}</h3>
      <ol className={classes.list}>
        {route.stops
          .filter(({ id }) => finished || id !== next?.id)
          .map((stop) => (
            <FieldStopRow
              key={stop.id}
              routeId={route.routeId}
              stop={stop}
              waits={waiting.has(stop.id)}
              finished={finished}
            />
          ))}
        {extra.map(({ key, values }) => (
          <li key={key} className={classes.stop} data-stop={key}>
            <div className={classes.words}>
              <strong>{values.name}</strong>
              <span className={classes.quiet}>
                {routes.unplanned}. {field.waiting}
              </span>
            </div>
          </li>
        ))}
      </ol>
      {!finished && <AddStop route={route} />}
      {!finished && (
        <Finish route={route} open={open.length} unsent={waiting.size + extra.length} />
      )}
    </Section>
  );
}

function AddStop({ route }: { route: FieldRoute }) {
  const { field } = useText().routes;
  const [adding, setAdding] = useState<UnplannedContext | null>(null);
  const { routeId, shift } = route;
  return (
    <>
      <Button
        variant="default"
        size="md"
        mt={12}
        mr={8}
        onClick={() => setAdding(newUnplanned(routeId, shift.id))}
      >
        {field.addStop}
      </Button>
      {adding !== null && <UnplannedDialog context={adding} onClose={() => setAdding(null)} />}
    </>
  );
}

/** Ends the team's day in two steps: what it puts off is said before. */
function Finish({ route, open, unsent }: { route: FieldRoute; open: number; unsent: number }) {
  const { routes, common } = useText();
  const { field } = routes;
  const format = useFormat();
  const [sure, setSure] = useState(false);
  const finishing = useWrite({
    initial: {},
    schema: FinishShift,
    body: () => ({ shiftId: route.shift.id, reason: null }),
    send: async (json, once) => {
      const param = { id: String(route.routeId) };
      return FieldRouteList.parse(
        await call(api.routes[':id'].finish.$post({ param, json }, once)),
      );
    },
    keep: (client, list) => void client.setQueryData(FIELD_KEY, list),
  });
  if (!sure) {
    return (
      <Button
        variant="default"
        size="md"
        mt={12}
        disabled={unsent > 0}
        onClick={() => setSure(true)}
      >
        {field.finish}
      </Button>
    );
  }
  return (
    <div className={classes.team}>
      {open > 0 && <p>{field.finishMore({ count: format.number(open, 0) })}</p>}
      <ErrorNotice error={finishing.error} />
      <div className={classes.acts}>
        <Button variant="default" size="md" onClick={() => setSure(false)}>
          {common.cancel}
        </Button>
        <Button size="md" loading={finishing.pending} onClick={finishing.press}>
          {field.finish}
        </Button>
      </div>
    </div>
  );
}
