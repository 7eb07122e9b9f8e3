import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PaperMark } from '#client/api/paper-mark.tsx';
import { routesOfDaysQuery } from '#client/features/routes/calendar/list-queries.ts';
import { addressOf, reasonsIn, stopsOf } from '#client/features/routes/orders.ts';
import { routeQuery, waysQuery } from '#client/features/routes/queries.ts';
import { SheetTotals } from '#client/features/routes/totals-table.tsx';
import { useExport, type LoggedExport } from '#client/forms/use-export.ts';
import { clockOf, clockOfMinutes } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { NumberedMark, PaperMap } from '#client/map/paper/paper-map.tsx';
import { sketchOf } from '#client/map/paper/sketch.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { QrCode } from '#client/ui/qr-code.tsx';
import { useScreenTitle } from '#client/ui/screen-title.tsx';
import type { LonLat } from '#server/contract/geo.ts';
import type { RouteDetail, RouteShift, Stop } from '#server/contract/route.ts';
import type { RouteLine } from '#server/contract/travel.ts';

import classes from './sheet.module.css';

const [WIDTH, HEIGHT] = [700, 250];

const address = getRouteApi('/routes/$routeId/print');

/** The route on paper: one team a sheet. What it is for is known, so one press is enough; the log has it first. */
export default function SheetScreen() {
  const { routes } = useText();
  useScreenTitle(`${routes.print}: ${routes.title}`);
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

/** The stops by number along their way, on the streets around them, as a drawing for paper. */
function SheetMap({
  shift,
  stops,
  line,
  approximate,
}: {
  shift: RouteShift;
  stops: readonly Stop[];
  /** The way through them; empty while it is not known. */
  line: readonly LonLat[];
  approximate: boolean;
}) {
  const { sheet } = useText().routes;
  const ends = [shift.start, shift.end].filter((place) => place !== null);
  const places = [...stops.map(({ place }) => place), ...ends];
  const sketch = sketchOf([...places, ...line], WIDTH, HEIGHT);
  const path = line.map((place) => sketch.at(place).map(Math.round).join(',')).join(' ');
  return (
    <PaperMap
      label={sheet.map}
      sketch={sketch}
      taken={places.map(sketch.at)}
      caption={approximate ? sheet.approximate : sheet.alongStreets}
      marks={
        <>
          {ends.map((place, at) => {
            const [x, y] = sketch.at(place);
            return (
              <rect key={at} x={x - 6} y={y - 6} width={12} height={12} className={classes.end} />
            );
          })}
          {stops.map(({ id, place, position }) => (
            <NumberedMark key={id} at={sketch.at(place)} number={position + 1} />
          ))}
        </>
      }
    >
      <polyline points={path} className={classes.way} data-approximate={approximate} />
    </PaperMap>
  );
}

/** One team's sheet: the sketch, each stop with its time, its reasons and room to write. */
function TeamSheet({
  route,
  shift,
  way,
}: {
  route: RouteDetail;
  shift: RouteShift;
  way: RouteLine | null;
}) {
  const { routes } = useText();
  const plan = route.plan.shifts.find(({ shiftId }) => shiftId === shift.id);
  const stops = stopsOf(route, shift.id);
  return (
    <section className={classes.sheet}>
      <SheetHead route={route} shift={shift} />
      <SheetTotals route={route} shiftId={shift.id} />
      {stops.length > 0 && (
        <SheetMap
          shift={shift}
          stops={stops}
          line={way?.legs.flatMap(({ line }) => line) ?? []}
          approximate={way?.approximate ?? true}
        />
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">{routes.sheet.number}</th>
            <th scope="col">{routes.sheet.time}</th>
            <th scope="col">{routes.sheet.place}</th>
            <th scope="col">{routes.sheet.notes}</th>
            <th scope="col">QR</th>
          </tr>
        </thead>
        <tbody>
          {stops.map((stop) => (
            <SheetRow
              key={stop.id}
              routeId={route.id}
              stop={stop}
              start={plan?.stops.find(({ stopId }) => stopId === stop.id)?.start ?? null}
            />
          ))}
        </tbody>
      </table>
      <footer>
        {routes.sheet.scan}. {routes.sheet.watermark}
      </footer>
    </section>
  );
}

/** The route, its day and hours, and which edition of it this paper is. */
function SheetHead({ route, shift }: { route: RouteDetail; shift: RouteShift }) {
  const { routes } = useText();
  const format = useFormat();
  return (
    <header>
      <h1>{route.title}</h1>
      <p>
        {format.date(route.onDate)}, {routes.kinds[route.kind]}, {shift.teamName}.{' '}
        {routes.hours({
          from: clockOfMinutes(shift.startsAt),
          to: clockOfMinutes(shift.endsAt),
        })}
      </p>
      {shift.finishReason !== null && (
        <p>{routes.live.finishReason({ reason: shift.finishReason })}</p>
      )}
      <p>
        <strong>
          {route.publishedAt === null
            ? routes.sheet.draft
            : routes.sheet.edition({ at: format.dateTime(route.publishedAt) })}
        </strong>
      </p>
    </header>
  );
}

function SheetRow({ routeId, stop, start }: { routeId: number; stop: Stop; start: number | null }) {
  const text = useText();
  const { routes } = text;
  const format = useFormat();
  const reasons = reasonsIn(stop.reasons ?? {}, text).map(({ name }) => name);
  const where = addressOf(stop);
  return (
    <tr>
      <td>{format.number(stop.position + 1, 0)}</td>
      <td>{start !== null && clockOf(start)}</td>
      <td>
        <strong>
          {stop.code} {stop.name}
        </strong>
        {where !== '' && (
          <>
            <br />
            {where}
          </>
        )}
        <br />
        {stop.random ? routes.random : reasons.join('; ')}
      </td>
      <td className={classes.room} aria-label={routes.sheet.notes} />
      <td>
        <QrCode
          value={stopAddress(routeId, stop.id)}
          label={`QR ${stop.code ?? stop.name}`}
          size={64}
        />
      </td>
    </tr>
  );
}

/** The address of a stop in the app: numbers alone, worth nothing without the right to see it. */
function stopAddress(routeId: number, stopId: number): string {
  return `${globalThis.location.origin}/routes/${routeId}/stops/${stopId}`;
}
