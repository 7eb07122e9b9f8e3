import { Box, Button, Flex, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { WEEKDAYS } from '#client/features/routes/calendar/calendar-days.ts';
import { ROUTES_KEY } from '#client/features/routes/queries.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { clockOfMinutes } from '#client/i18n/clock-text.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page } from '#client/ui/page.tsx';
import type { Recurrence, RecurrenceDay } from '#server/contract/route-recurrence.ts';

import { RecurrenceDialog } from './recurrence-dialog.tsx';
import { DayLine } from './recurrence-day.tsx';
import { recurrencesQuery } from './recurrence-queries.ts';
import shared from '#client/ui/shared.module.css';
import classes from './recurrences.module.css';

/** Latest days that are shown. */
const SHOWN_DAYS = 6;

/** One recurrence: its days, teams and hours, the next days, and what became of the latest. */
function RecurrenceCard({
  recurrence,
  onEdit,
  onEnd,
}: {
  recurrence: Recurrence;
  onEdit: (recurrence: Recurrence) => void;
  onEnd: (recurrence: Recurrence) => void;
}) {
  const { routes } = useText();
  const own = routes.recurring;
  const { title, endedAt, next, days, daysAhead } = recurrence;
  const passed = days.filter((day) => !next.some(({ onDate }) => onDate === day.onDate));
  return (
    <li className={classes.card} data-ended={endedAt !== null}>
      <Group className={classes.head} gap="xs" justify="space-between">
        <h2>{title}</h2>
        {endedAt === null && (
          <Flex gap="xs">
            <Button
              variant="default"
              aria-label={own.editNamed({ title })}
              onClick={() => onEdit(recurrence)}
            >
              {own.edit}
            </Button>
            <Button
              variant="default"
              aria-label={own.endNamed({ title })}
              onClick={() => onEnd(recurrence)}
            >
              {own.end}
            </Button>
          </Flex>
        )}
      </Group>
      <Facts recurrence={recurrence} />
      <Days label={own.nextDays} days={next} daysAhead={daysAhead} />
      <Days label={own.latest} days={passed.slice(0, SHOWN_DAYS)} daysAhead={daysAhead} />
    </li>
  );
}

function Days({
  label,
  days,
  daysAhead,
}: {
  label: string;
  days: readonly RecurrenceDay[];
  daysAhead: number;
}) {
  if (days.length === 0) return null;
  return (
    <Box className={shared.ruled} mt={6} pt="xs">
      <h3 className={shared.aside}>{label}</h3>
      <Flex component="ul" direction="column" gap={4} aria-label={label}>
        {days.map((day) => (
          <DayLine key={day.onDate} day={day} daysAhead={daysAhead} />
        ))}
      </Flex>
    </Box>
  );
}

function Facts({ recurrence }: { recurrence: Recurrence }) {
  const { routes } = useText();
  const own = routes.recurring;
  const format = useFormat();
  const { fromOn, toOn, weekdays, shifts, teams, endedAt, next, keptBy } = recurrence;
  const names = WEEKDAYS.filter((_, at) => weekdays.includes(at + 1));
  const period =
    toOn === null
      ? own.fromOnly({ from: format.date(fromOn) })
      : own.fromTo({ from: format.date(fromOn), to: format.date(toOn) });
  return (
    <>
      <p>
        {names.map((name) => routes.list.calendar.weekdays[name]).join(', ')} · {period}
      </p>
      <p>
        {shifts
          .map(
            ({ shift }, at) =>
              `${teams[at] ?? ''} ${clockOfMinutes(shift.startsAt)}–${clockOfMinutes(shift.endsAt)}`,
          )
          .join('; ')}
        {' · '}
        {own.stopsOf({ count: format.number(recurrence.stops, 0) })}
      </p>
      <p className={shared.muted}>
        {endedAt !== null && `${own.endedOn({ at: format.dateTime(endedAt) })} · `}
        {endedAt === null && next.length === 0 && `${own.noneLeft} · `}
        {own.keptBy({ name: keptBy })}
      </p>
    </>
  );
}

/** Routes that come again on some weekdays: when, by whom, and what became of the latest days. */
export default function RecurrencesScreen() {
  const { routes } = useText();
  const own = routes.recurring;
  const list = useQuery(recurrencesQuery);
  const [edited, setEdited] = useState<Recurrence | 'new' | null>(null);
  const [ending, setEnding] = useState<Recurrence | null>(null);
  const items = list.data?.items ?? [];
  return (
    <Page
      title={own.title}
      lead={own.lead}
      actions={
        <>
          <Button variant="default" component={Link} to="/routes">
            {routes.back}
          </Button>
          <Button
            leftSection={<IconPlus size={18} aria-hidden="true" />}
            onClick={() => setEdited('new')}
          >
            {own.add}
          </Button>
        </>
      }
    >
      <UnknownHolidays years={list.data?.unknownYears ?? []} />
      {list.isPending && <LoadingRows rows={4} height={96} />}
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isSuccess && items.length === 0 && (
        <EmptyState title={own.none}>{own.noneMore}</EmptyState>
      )}
      <Flex component="ul" direction="column" gap="sm">
        {items.map((recurrence) => (
          <RecurrenceCard
            key={recurrence.id}
            recurrence={recurrence}
            onEdit={setEdited}
            onEnd={setEnding}
          />
        ))}
      </Flex>
      {edited !== null && list.data !== undefined && (
        <RecurrenceDialog
          recurrence={edited === 'new' ? null : edited}
          setting={list.data.randomShare}
          onClose={() => setEdited(null)}
        />
      )}
      {ending !== null && <EndRecurrence recurrence={ending} onClose={() => setEnding(null)} />}
    </Page>
  );
}

/** Holidays that nobody has entered: drafts would be made on them. */
function UnknownHolidays({ years }: { years: readonly number[] }) {
  const { tipClocks, routes } = useText();
  if (years.length === 0) return null;
  return (
    <Notice title={tipClocks.unknownYears({ years: years.join(', ') })}>
      {routes.recurring.unknownYearsMore}
    </Notice>
  );
}

/** Ends a recurrence, with what stays. */
function EndRecurrence({ recurrence, onClose }: { recurrence: Recurrence; onClose: () => void }) {
  const own = useText().routes.recurring;
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) =>
      call(
        api['route-recurrences'][':id'].end.$post({ param: { id: String(recurrence.id) } }, once),
      ),
    said: own.ended,
    keep: (client, list) => void client.setQueryData(recurrencesQuery.queryKey, list),
    refresh: [ROUTES_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={own.endTitle({ title: recurrence.title })}
      lead={own.endLead}
      confirm={own.end}
      weighty
      onClose={onClose}
    />
  );
}
