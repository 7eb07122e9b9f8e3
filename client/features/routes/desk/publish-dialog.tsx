import { Button, Checkbox, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { countProblems, stopsOf } from '#client/features/routes/orders.ts';
import { routeQuery, ROUTES_KEY } from '#client/features/routes/queries.ts';
import { RouteChangeList } from '#client/features/routes/route-changes.tsx';
import { type FieldProps, useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import shared from '#client/ui/shared.module.css';
import { PublishRoute, type RouteDetail } from '#server/contract/route.ts';

const NOTHING = { randomShareReason: '', accepted: false };

/** Dialog of publishing: the lines that will be recorded, and the broken rules that are accepted by it. */
export function PublishDialog({
  route,
  onDraw,
  onClose,
}: {
  route: RouteDetail;
  /** Draws the random stops that are missing, instead of publishing. */
  onDraw: () => void;
  onClose: () => void;
}) {
  const { routes } = useText();
  const format = useFormat();
  const { drawn, wanted } = route.randomShare;
  const low = drawn < wanted;
  const left = stopsOf(route, null).length;
  const broken = countProblems(route);
  const write = useWrite({
    draft: `publication of route ${route.id}`,
    initial: NOTHING,
    schema: PublishRoute,
    body: ({ randomShareReason, accepted }) => ({
      acceptedProblems: accepted ? broken : 0,
      version: route.version,
      randomShareReason: low ? randomShareReason : null,
    }),
    send: (json, once) =>
      call(api.routes[':id'].publish.$post({ param: { id: String(route.id) }, json }, once)),
    said: routes.published,
    keep: (client, published) => void client.setQueryData(routeQuery(route.id).queryKey, published),
    refresh: [ROUTES_KEY],
    onDone: onClose,
  });
  const missing = useMissing(write.values, { low, broken });
  return (
    <WriteDialog
      write={write}
      title={routes.publishTitle}
      lead={routes.publishMore}
      confirm={routes.publishConfirm}
      blocked={missing}
      onClose={onClose}
    >
      <Changes route={route} />
      <Overlaps route={route} />
      {broken > 0 && (
        <Checkbox
          label={routes.publishProblems({ count: format.number(broken, 0) })}
          {...write.form.getInputProps('accepted', { type: 'checkbox' })}
        />
      )}
      {left > 0 && <p>{routes.leftOut({ count: format.number(left, 0) })}</p>}
      {low && <RandomLack onDraw={onDraw} field={write.field} />}
    </WriteDialog>
  );
}

/** Lists the message that each team will get. */
function Changes({ route }: { route: RouteDetail }) {
  const { routes } = useText();
  return route.unpublished.map(({ shiftId, changes }) => (
    <div key={shiftId}>
      <p>
        {routes.publishChanges({
          team: route.shifts.find(({ id }) => id === shiftId)?.teamName ?? '',
        })}
      </p>
      <RouteChangeList changes={changes} />
    </div>
  ));
}

/** Names the stops that another draft of the day wants too, or a published route holds, with the way to that route. */
function Overlaps({ route }: { route: RouteDetail }) {
  const { routes } = useText();
  const format = useFormat();
  const codeOf = (stopId: number) => {
    const stop = route.stops.find(({ id }) => id === stopId);
    return stop?.code ?? stop?.name ?? '';
  };
  return route.overlaps.map(({ routeId, title, onDate, claim, stopIds }) => (
    <p key={`${claim} ${routeId}`}>
      {routes.overlaps[claim]({ places: stopIds.map(codeOf).join(', ') })}{' '}
      <Link to="/routes/$routeId" params={{ routeId: String(routeId) }}>
        {title}, {format.date(onDate)}
      </Link>
    </p>
  ));
}

/** Fewer random stops than the setting asks for: the missing ones are drawn, or a reason is given. */
function RandomLack({ onDraw, field }: { onDraw: () => void; field: FieldProps }) {
  const { routes } = useText();
  return (
    <>
      <Button className={shared.start} variant="default" mih={44} onClick={onDraw}>
        {routes.randomDraw}
      </Button>
      <Textarea label={routes.randomReason} {...field('randomShareReason')} withAsterisk />
    </>
  );
}

/** Says what publishing still needs of the planner; null where nothing is missing. */
function useMissing(
  { randomShareReason, accepted }: typeof NOTHING,
  { low, broken }: { low: boolean; broken: number },
): string | null {
  const { common, routes } = useText();
  const format = useFormat();
  const accepts = broken > 0 && !accepted;
  const reason = low && randomShareReason.trim().length < 3 ? routes.randomReason : null;
  const what = accepts ? routes.publishProblems({ count: format.number(broken, 0) }) : reason;
  return what === null ? null : common.stillMissing({ what });
}
