import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { useCan } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FactList } from '#client/ui/fact-list.tsx';
import { Section } from '#client/ui/page.tsx';
import type { TipDetail } from '#server/contract/tip.ts';

import classes from './tips.module.css';

const NEAR_ZOOM = 16;

/** Facts of a tip: place, time, channel, and numbers. */
export function TipFacts({ tip }: { tip: TipDetail }) {
  const text = useText();
  const format = useFormat();
  const own = text.tips;
  const categories = useQuery(categoriesQuery).data?.items;
  const lines: [string, ReactNode][] = [
    [own.factKind, own.kind[tip.kind]],
    [own.factChannel, own.channel[tip.channel]],
    [own.factReceived, format.date(tip.receivedOn)],
    [own.factReceivedBy, tip.receivedBy],
    [own.factOccurred, tip.occurredOn === null ? own.unknown : format.date(tip.occurredOn)],
    [own.factCommune, communeName(tip.commune, text)],
    [own.factPlace, tip.placeName ?? own.unknown],
    [own.factPosition, <Position key="position" tip={tip} />],
    [
      own.factCategory,
      tip.category === null
        ? own.unknown
        : (categories?.find(({ code }) => code === tip.category)?.name ?? tip.category),
    ],
    [own.factPoliceNumber, tip.policeNumber ?? own.unknown],
    [own.factChannelNumber, tip.channelNumber ?? own.unknown],
    ...(tip.outcome === null
      ? []
      : [[own.factOutcome, own.outcome[tip.outcome]] satisfies [string, ReactNode]]),
    ...(tip.forwardedTo === null
      ? []
      : [[own.authority, tip.forwardedTo] satisfies [string, ReactNode]]),
  ];
  return (
    <Section title={own.facts}>
      <FactList className={classes.facts} facts={lines} />
    </Section>
  );
}

function Position({ tip }: { tip: TipDetail }) {
  const { tips: own } = useText();
  const format = useFormat();
  const mayLook = useCan('points:read');
  const { position, locationErrorMetres: error } = tip;
  if (position === null) {
    return error === null ? own.unknown : own.communeOnly({ distance: format.distance(error) });
  }
  const words = format.coordinates(position);
  const at = `${position[0].toFixed(5)},${position[1].toFixed(5)}`;
  return (
    <>
      {words}
      {error !== null && <> ({own.within({ distance: format.distance(error) })})</>}
      {mayLook && (
        <>
          {' '}
          <Link to="/" search={{ at, z: NEAR_ZOOM }}>
            {own.onMap}
          </Link>
        </>
      )}
    </>
  );
}
