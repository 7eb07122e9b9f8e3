import { Button, Flex, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPrinter, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import {
  SUPPORT_SERVICE_KINDS,
  type SupportService,
  type SupportServiceKind,
} from '#server/contract/support-service.ts';

import { directoryQuery } from './queries.ts';
import shared from '#client/ui/shared.module.css';
import classes from './services.module.css';

const TYPING_MILLISECONDS = 200;

/** The directory by kind, searched and printed; whoever keeps it gets a button at each entry. */
export function Directory({ actionsOf }: { actionsOf?: (service: SupportService) => ReactNode }) {
  const { services: own } = useText();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<SupportServiceKind | null>(null);
  const [words] = useDebouncedValue(typed.trim(), TYPING_MILLISECONDS);
  const list = useQuery(directoryQuery(words, kind));
  const items = list.data?.items ?? [];
  return (
    <>
      <search className={classes.search}>
        <TextInput
          label={own.search}
          leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
          value={typed}
          maxLength={100}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Select
          label={own.kindLabel}
          placeholder={own.allKinds}
          clearable
          clearButtonProps={{ 'aria-label': own.allKinds }}
          value={kind}
          data={SUPPORT_SERVICE_KINDS.map((one) => ({ value: one, label: own.kind[one] }))}
          onChange={(chosen) =>
            setKind(SUPPORT_SERVICE_KINDS.find((one) => one === chosen) ?? null)
          }
        />
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden="true" />}
          onClick={() => globalThis.print()}
        >
          {own.print}
        </Button>
      </search>
      <output className="visually-hidden">
        {list.isSuccess && own.found({ count: format.number(items.length, 0) })}
      </output>
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && <LoadingRows rows={6} />}
      {list.isSuccess && items.length === 0 && (
        <EmptyState title={own.nothing}>{own.nothingMore}</EmptyState>
      )}
      {SUPPORT_SERVICE_KINDS.map((one) => (
        <KindOf
          key={one}
          kind={one}
          services={items.filter((service) => service.kind === one)}
          actionsOf={actionsOf}
        />
      ))}
    </>
  );
}

function KindOf({
  kind,
  services,
  actionsOf,
}: {
  kind: SupportServiceKind;
  services: readonly SupportService[];
  actionsOf: ((service: SupportService) => ReactNode) | undefined;
}) {
  const { services: own } = useText();
  if (services.length === 0) return null;
  const titleId = `services-${kind}`;
  return (
    <Flex aria-labelledby={titleId} component="section" direction="column" gap="xs">
      <h2 id={titleId}>{own.kind[kind]}</h2>
      <ul className={classes.list}>
        {services.map((service) => (
          <ServiceCard key={service.id} service={service} actions={actionsOf?.(service)} />
        ))}
      </ul>
    </Flex>
  );
}

/** One service: what it offers, how it is reached, and who last made sure of it. */
function ServiceCard({ service, actions }: { service: SupportService; actions: ReactNode }) {
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
      <p className={shared.note}>
        {service.confirmedOn === null
          ? own.unconfirmed({ source: service.source })
          : own.confirmed({ date: format.date(service.confirmedOn), source: service.source })}
      </p>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </li>
  );
}
