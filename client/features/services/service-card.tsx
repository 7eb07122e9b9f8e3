import type { ReactNode } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { SupportService } from '#server/contract/support-service.ts';

import classes from './services.module.css';

/** One service: what it offers, how it is reached, and who last made sure of it. */
export function ServiceCard({ service, actions }: { service: SupportService; actions: ReactNode }) {
  const { services: own } = useText();
  const format = useFormat();
  const { telephone, website } = service;
  const facts: readonly [string, ReactNode][] = [
    [
      own.telephone,
      telephone && <a href={`tel:${telephone.replaceAll(/[ .-]/g, '')}`}>{telephone}</a>,
    ],
    [own.hours, service.hours],
    [own.address, service.address],
    [own.area, service.area],
    [
      own.website,
      website && (
        <a href={website} rel="noreferrer noopener" target="_blank">
          {website}
        </a>
      ),
    ],
  ];
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <h3>{service.name}</h3>
        {service.invented && <span className={classes.invented}>{own.invented}</span>}
      </div>
      <p>{service.offers}</p>
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value !== null)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p className={classes.small}>
        {service.confirmedOn === null
          ? own.unconfirmed({ source: service.source })
          : own.confirmed({ date: format.date(service.confirmedOn), source: service.source })}
      </p>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </li>
  );
}
