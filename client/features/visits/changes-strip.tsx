import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconHistory, IconX, IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { NO_FILTER } from '#client/register/filter.ts';
import { wholeList } from '#client/register/whole-list.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText, useLanguage } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { addDays, type IsoDate, type IsoInstant } from '#server/contract/time.ts';
import { CHANGE_KINDS, type ChangeKind, type VisitChanges } from '#server/contract/visit.ts';

import shared from '#client/ui/shared.module.css';
import classes from './changes-strip.module.css';

const EARLIEST: IsoDate = '1990-01-01';

/** The time since which changes count: the last visit, yesterday, a week, or a day of one's own. */
function SinceChoice({
  day,
  visit,
  onDay,
}: {
  /** Null: since the last visit. */
  day: IsoDate | null;
  /** End of the last visit; null on the first one. */
  visit: IsoInstant | null;
  onDay: (day: IsoDate | null) => void;
}) {
  const { visits: own } = useText();
  const { language } = useLanguage();
  const format = useFormat();
  const [picking, setPicking] = useState(false);
  const now = today();
  const [yesterday, week] = [addDays(now, -1), addDays(now, -7)];
  const title =
    day === null && visit !== null
      ? own.title({ time: format.dateTime(visit) })
      : own.sinceDay({ date: format.date(day ?? week) });
  return (
    <>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <UnstyledButton className={classes.since}>
            {title}
            <IconChevronDown size={14} stroke={1.8} aria-hidden="true" />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {visit !== null && (
            <Menu.Item onClick={() => onDay(null)}>
              {own.title({ time: format.dateTime(visit) })}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => onDay(yesterday)}>{own.yesterday}</Menu.Item>
          <Menu.Item onClick={() => onDay(week)}>{own.week}</Menu.Item>
          <Menu.Item onClick={() => setPicking(true)}>{own.ownDay}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {picking && (
        <DateField
          className={classes.day ?? ''}
          size="xs"
          aria-label={own.ownDay}
          value={day ?? week}
          minDate={EARLIEST}
          maxDate={now}
          locale={language}
          firstDayOfWeek={1}
          onChange={(chosen) => {
            if (chosen !== null) onDay(chosen);
          }}
        />
      )}
    </>
  );
}

/** Put aside until the next visit. */
const PUT_ASIDE = 'dia-ban-changes-put-aside';
const DAYS_A_WEEK = 7;

const hasChanges = ({ counts }: VisitChanges) => CHANGE_KINDS.some((kind) => counts[kind] > 0);

/**
 * Changes since the reader's last visit, or since any day; each figure leads to exactly its points in one click. It opens by itself
 * where something has changed since that visit; otherwise a button opens it, also on the first visit.
 */
export function ChangesStrip() {
  const { visits: own } = useText();
  const sinceVisit = useQuery(changesQuery(null)).data;
  const [aside, setAside] = useState(() => sessionStorage.getItem(PUT_ASIDE));
  const [opened, setOpened] = useState(false);
  if (sinceVisit === undefined) return null;
  const { since } = sinceVisit;
  const opensItself = since !== null && since !== aside && hasChanges(sinceVisit);
  if (!opened && !opensItself) {
    return (
      <button type="button" className={classes.pill} onClick={() => setOpened(true)}>
        <IconHistory size={16} stroke={1.6} aria-hidden="true" />
        {own.open}
      </button>
    );
  }
  const putAside = () => {
    setOpened(false);
    if (since === null) return;
    sessionStorage.setItem(PUT_ASIDE, since);
    setAside(since);
  };
  return <Changes sinceVisit={sinceVisit} onClose={putAside} />;
}

function Changes({ sinceVisit, onClose }: { sinceVisit: VisitChanges; onClose: () => void }) {
  const { visits: own } = useText();
  // The first visit has none before it: the week stands in.
  const [day, setDay] = useState<IsoDate | null>(() =>
    sinceVisit.since === null ? addDays(today(), -DAYS_A_WEEK) : null,
  );
  const sinceDay = useQuery({ ...changesQuery(day), enabled: day !== null }).data;
  const shown = day === null ? sinceVisit : sinceDay;
  return (
    <section className={classes.strip} aria-label={own.name} data-changes>
      <SinceChoice day={day} visit={sinceVisit.since} onDay={setDay} />
      {shown !== undefined && !hasChanges(shown) && (
        <span className={shared.muted}>{own.nothing}</span>
      )}
      {shown !== undefined &&
        CHANGE_KINDS.filter((kind) => shown.counts[kind] > 0).map((kind) => (
          <Change key={kind} kind={kind} changes={shown} />
        ))}
      <ActionIcon
        variant="subtle"
        color="gray"
        className={classes.close ?? ''}
        aria-label={own.close}
        onClick={onClose}
      >
        <IconX size={16} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </section>
  );
}

/** A figure that leads to exactly its points; where they are more than a list can be asked for it leads nowhere. */
function Change({ kind, changes }: { kind: ChangeKind; changes: VisitChanges }) {
  const { visits: own } = useText();
  const format = useFormat();
  const ids = changes.points[kind];
  const words = (
    <>
      <strong>{format.number(changes.counts[kind], 0)}</strong> {own.change[kind]}
    </>
  );
  if (ids.length === 0) {
    return (
      <span className={classes.change} data-change={kind}>
        {words}
      </span>
    );
  }
  return (
    <Link
      to="/"
      search={(before) => ({
        ...wholeList(before, NO_FILTER),
        ids: ids.join(','),
        only: 'ticked',
      })}
      className={classes.change}
      activeProps={{}}
      data-change={kind}
    >
      {words}
    </Link>
  );
}

/** Changes since the morning of a day; null: since the reader's visit before this one. */
function changesQuery(since: IsoDate | null) {
  return apiQuery(
    ['me', 'changes', since],
    api.me.changes.$get,
    { query: since === null ? {} : { since } },
    { staleTime: 5 * 60_000 },
  );
}
