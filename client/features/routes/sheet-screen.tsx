import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { clockOf, clockOfMinutes } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { QrCode } from '#client/ui/qr-code.tsx';
import { CANDIDATE_TERMS } from '#server/contract/candidate.ts';
import type { RouteDetail, RouteShift, Stop } from '#server/contract/route.ts';

import { stopsOf } from './orders.ts';
import { routeQuery } from './queries.ts';
import classes from './sheet.module.css';

const address = getRouteApi('/routes/$routeId/print');

/** The route on paper: one team a sheet, each stop with its time, its reasons and room to write. */
export default function SheetScreen() {
  const { routes } = useText();
  const { routeId } = address.useParams();
  const found = useQuery(routeQuery(Number(routeId)));
  return (
    <div className={classes.page}>
      <div className={classes.acts}>
        <Link className={classes.link} to="/routes/$routeId" params={{ routeId }}>
          {routes.tabs.orders}
        </Link>
        <Button
          disabled={found.data === undefined}
          leftSection={<IconPrinter size={18} aria-hidden="true" />}
          onClick={() => globalThis.print()}
        >
          {routes.print}
        </Button>
      </div>
      {found.isPending && <LoadingRows rows={8} height={28} />}
      <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.data?.shifts.map((shift) => (
        <TeamSheet key={shift.id} route={found.data} shift={shift} />
      ))}
    </div>
  );
}

function TeamSheet({ route, shift }: { route: RouteDetail; shift: RouteShift }) {
  const { routes } = useText();
  const format = useFormat();
  const plan = route.plan.shifts.find(({ shiftId }) => shiftId === shift.id);
  return (
    <section className={classes.sheet}>
      <header>
        <h1>{route.title}</h1>
        <p>
          {format.date(route.onDate)}, {routes.kinds[route.kind]}, {shift.teamName}.{' '}
          {routes.hours({
            from: clockOfMinutes(shift.startsAt),
            to: clockOfMinutes(shift.endsAt),
          })}
          {plan !== undefined && `. ${format.distance(plan.metres)}`}
        </p>
      </header>
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
          {stopsOf(route, shift.id).map((stop) => (
            <SheetRow
              key={stop.id}
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

function SheetRow({ stop, start }: { stop: Stop; start: number | null }) {
  const { routes } = useText();
  const format = useFormat();
  const reasons = CANDIDATE_TERMS.filter((term) => (stop.reasons?.[term] ?? 0) > 0);
  return (
    <tr>
      <td>{format.number(stop.position + 1, 0)}</td>
      <td>{start !== null && clockOf(start)}</td>
      <td>
        <strong>
          {stop.code} {stop.name}
        </strong>
        <br />
        {stop.random
          ? routes.random
          : reasons
              .map(
                (term) => `${routes.terms[term]} ${format.percent(stop.reasons?.[term] ?? 0, 0)}`,
              )
              .join('; ')}
      </td>
      <td className={classes.room} aria-label={routes.sheet.notes} />
      <td>
        <QrCode
          value={`geo:${stop.place[1]},${stop.place[0]}?q=${stop.place[1]},${stop.place[0]}`}
          label={`QR ${stop.code ?? stop.name}`}
          size={64}
        />
      </td>
    </tr>
  );
}
