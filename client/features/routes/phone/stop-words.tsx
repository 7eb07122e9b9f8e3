import { Flex } from '@mantine/core';
import { IconExternalLink, IconMapPin, IconNavigation } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { metresBetween } from '#client/check-form/far-away.ts';
import { addressOf } from '#client/features/routes/orders.ts';
import { clockOf } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { FieldStop } from '#server/contract/route-result.ts';

import classes from './field.module.css';
import type { Here } from './use-whereabouts.ts';

/** Name, address, time and distance of a stop. */
export function StopWords({
  stop,
  here = null,
  children,
}: {
  stop: FieldStop;
  here?: Here | null;
  children?: ReactNode;
}) {
  const { field } = useText().routes;
  const format = useFormat();
  const facts = [
    addressOf(stop),
    stop.plannedStart === null ? '' : field.planned({ time: clockOf(stop.plannedStart) }),
  ];
  return (
    <div className={classes.words}>
      <strong>
        {format.number(stop.position + 1, 0)}. {stop.code} {stop.name}
      </strong>
      <span className={classes.quiet}>{facts.filter((words) => words !== '').join('. ')}</span>
      {here !== null && (
        <span className={classes.distance}>
          {field.away({ distance: format.distance(metresBetween(here.at, stop.place)) })}
        </span>
      )}
      {children}
    </div>
  );
}

/** Ways to a stop. Latitude first, as `geo:` (RFC 5870) has it. */
export function Ways({ stop, withMap = false }: { stop: FieldStop; withMap?: boolean }) {
  const { field } = useText().routes;
  const [longitude, latitude] = stop.place;
  const name = withMap ? '' : ` ${stop.code ?? stop.name}`;
  return (
    <Flex className={classes.ways} gap={4} wrap="wrap">
      <a
        className={classes.way}
        href={`geo:${latitude},${longitude}?q=${latitude},${longitude}`}
        aria-label={`${field.navigate}${name}`}
      >
        <IconNavigation size={18} aria-hidden="true" />
        {field.navigate}
      </a>
      {/* Where no app answers to geo:, as on iPhones. Opened by hand alone: it tells that site the place. */}
      <a
        className={classes.way}
        href={`https://www.google.com/maps/dir/?api=1&destination=${latitude},${longitude}`}
        target="_blank"
        rel="noreferrer"
        aria-label={`${field.openGoogle}${name}`}
      >
        <IconExternalLink size={18} aria-hidden="true" />
        {field.openGoogle}
      </a>
      {withMap && (
        <Link className={classes.way} to="/" search={{ at: `${longitude},${latitude}`, z: 17 }}>
          <IconMapPin size={18} aria-hidden="true" />
          {field.openMap}
        </Link>
      )}
    </Flex>
  );
}
