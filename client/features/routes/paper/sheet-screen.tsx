import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PaperMark } from '#client/api/paper-mark.tsx';
import { routesOfDaysQuery } from '#client/features/routes/calendar/list-queries.ts';
import { routeQuery, waysQuery } from '#client/features/routes/queries.ts';
import { useExport, type LoggedExport } from '#client/forms/use-export.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { RouteDetail } from '#server/contract/route.ts';

import classes from './sheet.module.css';
import { TeamSheet } from './team-sheet.tsx';

const address = getRouteApi('/routes/$routeId/print');

/** The route on paper: one team a sheet. What it is for is known, so one press is enough; the log has it first. */
export default function SheetScreen() {
  const { routes } = useText();
  const { routeId } = address.useParams();
  const found = useQuery(routeQuery(Number(routeId), 'published'));
  const onDate = found.data?.onDate ?? '';
  const ofDay = useQuery({
    ...routesOfDaysQuery({ from: onDate, to: onDate }),
    enabled: onDate !== '',
  });
  const draftDiffers =
    ofDay.data?.items.some((route) => route.id === Number(routeId) && route.draftDiffers) === true;
  const [logged, setLogged] = useState<LoggedExport | null>(null);
  useEffect(
    function printOnce() {
      if (logged === null) return undefined;
      const timer = setTimeout(() => globalThis.print(), 100);
      return () => clearTimeout(timer);
    },
    [logged],
  );
  return (
    <div className={classes.page} data-logged={logged !== null}>
      <div className={classes.acts}>
        <Link className={classes.link} to="/routes/$routeId" params={{ routeId }}>
          {routes.tabs.orders}
        </Link>
        {found.data !== undefined && <PrintButton route={found.data} onLogged={setLogged} />}
      </div>
      {draftDiffers && (
        <div className={classes.note}>
          <Notice>{routes.sheet.differs}</Notice>
        </div>
      )}
      {found.isPending && <LoadingRows rows={8} height={28} />}
      <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.data !== undefined && <Sheets route={found.data} />}
      {logged !== null && <PaperMark {...logged} />}
      <p className={classes.unlogged}>{routes.sheet.pressPrint}</p>
    </div>
  );
}

function Sheets({ route }: { route: RouteDetail }) {
  const ways = useQuery(waysQuery(route.id, route.version, 'published')).data?.items ?? [];
  return route.shifts.map((shift) => (
    <TeamSheet
      key={shift.id}
      route={route}
      shift={shift}
      way={ways.find(({ shiftId }) => shiftId === shift.id)?.way ?? null}
    />
  ));
}

/** Writes to the log that the sheets leave the system, then opens the printing once they bear its line. */
function PrintButton({
  route,
  onLogged,
}: {
  route: RouteDetail;
  onLogged: (logged: LoggedExport) => void;
}) {
  const { routes } = useText();
  const format = useFormat();
  const write = useExport(
    {
      kind: 'route_print',
      points: route.stops.filter(({ shiftId }) => shiftId !== null).length,
      view: `route=${route.id}&version=${route.version}`,
    },
    onLogged,
    routes.sheet.purpose({ title: route.title, date: format.date(route.onDate) }),
  );
  return (
    <>
      <Button
        loading={write.pending}
        leftSection={<IconPrinter size={18} aria-hidden="true" />}
        onClick={write.press}
      >
        {routes.print}
      </Button>
      <ErrorNotice error={write.error} />
    </>
  );
}
