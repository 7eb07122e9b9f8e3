import { Flex } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';

import { communesQuery } from '#client/api/communes.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { LateDays } from '#client/forms/late-entry.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import {
  conductCasesQuery,
  conductQuery,
  type ConductScope,
} from '#client/register/conduct-queries.ts';
import { ChipRow } from '#client/ui/chip-row.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { MorePages } from '#client/ui/more-pages.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { CONDUCT_PARTS, type ConductCase, type ConductPart } from '#server/contract/conduct.ts';
import { addDays } from '#server/contract/time.ts';

import classes from './conduct.module.css';

const route = getRouteApi('/conduct');
/** Days that are shown where the address names none. */
const YEAR = 365;

/** The cases of one part of a figure, as many as its number says; the other parts are one press away. */
export default function ConductScreen() {
  const { conduct: own } = useText();
  const { figure = 'register', part = 'late', from, to = today(), commune } = route.useSearch();
  const navigate = route.useNavigate();
  const format = useFormat();
  const scope = { figure, from: from ?? addDays(to, 1 - YEAR), to, commune };
  const { data, error, refetch } = useQuery(conductQuery(scope));
  return (
    <Page title={own.title} lead={useLead(scope)}>
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      <ChipRow
        label={own.parts}
        chips={CONDUCT_PARTS.map((one) => ({
          key: one,
          label: own.choice({
            name: own.partName[one],
            count: data === undefined ? '…' : format.number(data.parts[one], 0),
          }),
          pressed: one === part,
          onPress: () => void navigate({ search: (before) => ({ ...before, part: one }) }),
        }))}
      />
      <Section title={own.partName[part]} lead={own.meaning[part]}>
        <Cases scope={scope} part={part} />
      </Section>
    </Page>
  );
}

function useLead({ figure, from, to, commune }: ConductScope): string {
  const text = useText();
  const format = useFormat();
  const { conduct: own } = text;
  const known = useQuery(communesQuery).data?.items.find(({ code }) => code === commune);
  return own.lead({
    figure: own.figure[figure],
    from: format.date(from),
    to: format.date(to),
    where: known === undefined ? (commune ?? own.everywhere) : communeName(known, text),
  });
}

function Cases({ scope, part }: { scope: ConductScope; part: ConductPart }) {
  const { conduct: own } = useText();
  const list = useInfiniteQuery(conductCasesQuery(scope, part));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && <LoadingRows rows={5} />}
      {list.data !== undefined && items.length === 0 && <p>{own.none}</p>}
      <Flex component="ul" className={classes.cases} direction="column" mb="sm">
        {items.map((item) => (
          <li key={`${item.kind} ${item.id}`} data-case={item.kind}>
            <Case item={item} />
          </li>
        ))}
      </Flex>
      <MorePages list={list}>{own.more}</MorePages>
    </>
  );
}

function Case({ item }: { item: ConductCase }) {
  const text = useText();
  const format = useFormat();
  const { conduct: own, lateEntries, register } = text;
  const act = item.act === null ? own.tip : register.event[item.act];
  return (
    <>
      <p>
        <CaseLink item={item} />
      </p>
      <Flex component="p" gap="0 12px" align="baseline" wrap="wrap" fz="sm" c="dimmed">
        <span>{format.date(item.day)}</span>
        <span>{item.kind === 'annulment' ? own.annulledAct({ act }) : act}</span>
        <span>{communeName(item.commune, text)}</span>
        {item.lateDays > 0 && <LateDays days={item.lateDays} />}
        {item.unseen && <span>{lateEntries.lookStated}</span>}
      </Flex>
    </>
  );
}

/** Opens the place or the tip of a case. */
function CaseLink({ item: { pointId, tipId, code, name } }: { item: ConductCase }) {
  const title = name === null ? code : `${code} · ${name}`;
  if (pointId !== null) {
    return (
      <Link to="/" search={{ id: pointId }}>
        {title}
      </Link>
    );
  }
  return (
    <Link to="/tips/$id" params={{ id: String(tipId) }}>
      {title}
    </Link>
  );
}
