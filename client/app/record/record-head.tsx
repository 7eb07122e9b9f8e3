import { Flex, Stack } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';

import { RepliedSign } from '#client/features/replies/replied-sign.tsx';
import { communeList } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FlagBadge, StatusBadge } from '#client/ui/status-badge.tsx';
import type { PointDetail } from '#server/contract/point.ts';

import shared from '#client/ui/shared.module.css';
import classes from './point-drawer.module.css';

/** Head of a record: where the place is, its state and what happened last, at a glance. */
export function RecordHead({ point }: { point: PointDetail }) {
  const text = useText();
  const format = useFormat();
  const own = text.pointDrawer;
  return (
    <Stack gap={6} pt={6} pb={14} px="md">
      <WhereItIs point={point} />
      <Flex component="p" gap="0 8px" align="center" wrap="wrap">
        <StatusBadge status={point.status} suspected={point.flags.includes('suspected')} />
        <span className={shared.aside}>
          {own.since({
            date: format.date(point.statusSince),
            ago: format.relativeDays(point.statusSince, point.asOf ?? today()),
          })}
        </span>
      </Flex>
      {point.cycle > 0 && (
        <p className={`${classes.cycles} ${shared.aside}`}>
          <strong>{own.cycle({ number: format.number(point.cycle, 0) })}</strong>
          {', '}
          {point.recurrences === 0
            ? own.noRecurrence
            : own.recurrences({ count: format.number(point.recurrences, 0) })}{' '}
          {point.reply === 'filed' && <RepliedSign />}
        </p>
      )}
      {point.flags.length > 0 && (
        <Flex component="p" gap={4} wrap="wrap">
          {point.flags.map((flag) => (
            <FlagBadge key={flag} flag={flag} />
          ))}
        </Flex>
      )}
      <LastEvent point={point} />
    </Stack>
  );
}

function WhereItIs({ point }: { point: PointDetail }) {
  const text = useText();
  const { noAddress, addressFound } = text.pointDrawer;
  return (
    <Flex component="p" className={classes.where} gap={6} align="flex-start">
      <IconMapPin size={16} stroke={1.6} aria-hidden="true" />
      <span>
        {point.address ?? noAddress}
        {point.addressFrom === 'gazetteer' && ` (${addressFound})`}
        {point.communes.length > 0 && `, ${communeList(point.communes, text)}`}
      </span>
    </Flex>
  );
}

function LastEvent({ point }: { point: PointDetail }) {
  const text = useText();
  const format = useFormat();
  const last = lastEventOf(point);
  if (last === null) return null;
  return (
    <p className={`${classes.last} ${shared.aside}`}>
      {text.pointDrawer.lastEvent}: <strong>{text.register.event[last.kind]}</strong>,{' '}
      {format.date(last.effectiveOn)}, {last.actorName}
    </p>
  );
}

/** The latest fact of the place by its day; corrections and merges are about the book. */
function lastEventOf(point: PointDetail) {
  const facts = point.events.filter(
    ({ kind }) => kind !== 'corrected' && kind !== 'merged' && kind !== 'merge_undone',
  );
  return (
    facts.toSorted((a, b) => a.effectiveOn.localeCompare(b.effectiveOn) || a.seq - b.seq).at(-1) ??
    null
  );
}
