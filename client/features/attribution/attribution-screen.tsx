import { Box, Button, Flex } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { categoriesQuery } from '#client/api/points.ts';
import { PrintButton } from '#client/forms/print-button.tsx';
import { PutIntoReport } from '#client/forms/put-into-report.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import { type Text, useFormat, useText } from '#client/i18n/use-text.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type {
  ActingOffice,
  Attribution,
  AttributionLedger,
  AttributionStep,
  DatedCommune,
} from '#server/contract/attribution.ts';
import shared from '#client/ui/shared.module.css';
import { addDays } from '#server/contract/time.ts';

import classes from './attribution.module.css';

/** Steps in which the commune is whom the office asked, not who acted. */
const ASKS: readonly AttributionStep['kind'][] = [
  'handover_proposed',
  'handover_withdrawn',
  'successor_asked',
];

const route = getRouteApi('/attribution');

/** Names who answers for each recurrence of a point, and why; one thread each, also on paper. */
export default function AttributionScreen() {
  const { attribution: own } = useText();
  const { point } = route.useSearch();
  return point === undefined ? (
    <Page title={own.title} lead={own.lead}>
      <Section>
        <EmptyState title={own.whichTitle}>{own.which}</EmptyState>
      </Section>
    </Page>
  ) : (
    <Ledger pointId={point} />
  );
}

function Ledger({ pointId }: { pointId: number }) {
  const { attribution: own } = useText();
  const { data, error, isPending, refetch } = useQuery(attributionQuery(pointId));
  return (
    <Page
      title={own.title}
      lead={own.lead}
      actions={
        <>
          <Button
            className="screen-only"
            variant="default"
            renderRoot={(props) => <Link to="/" search={{ id: pointId }} {...props} />}
          >
            {own.toRecord}
          </Button>
          {data !== undefined && data.items.length > 0 && (
            <>
              <PutIntoReport
                analysis={{ kind: 'attribution', point: pointId }}
                subject="attribution"
                n={data.items.length}
                to={data.today}
                shownBy={attributionQuery(pointId).queryKey}
              />
              <PrintButton kind="attribution_print" view={`point=${pointId}`} points={1} />
            </>
          )}
        </>
      }
    >
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      {isPending && <LoadingRows rows={10} />}
      {data !== undefined && <Threads ledger={data} />}
    </Page>
  );
}

function Threads({ ledger }: { ledger: AttributionLedger }) {
  const { attribution: own } = useText();
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const { code, name, category } = ledger.point;
  const categoryName = categories.find((one) => one.code === category)?.name ?? category;
  return (
    <>
      <p>
        <strong>{own.place({ code, name, category: categoryName })}</strong>
      </p>
      {ledger.items.length === 0 && (
        <Section>
          <EmptyState title={own.noneTitle}>{own.none}</EmptyState>
        </Section>
      )}
      {ledger.items.map((item) => (
        <RecurrenceThread key={item.cycle} item={item} />
      ))}
    </>
  );
}

/** One recurrence: whose it is and why, then every step that led there and followed. */
function RecurrenceThread({ item }: { item: Attribution }) {
  const { attribution: own } = useText();
  const format = useFormat();
  const title = own.recurrence({
    number: format.number(item.number, 0),
    date: format.date(item.recurredOn),
  });
  return (
    <Section title={title}>
      <Verdict item={item} />
      <Box component="h3" fz={15} mt={20} mb="xs" fw={600}>
        {own.thread}
      </Box>
      <Box component="ol">
        {item.steps.map((step, at) => (
          <Step key={`${at} ${step.kind}`} step={step} />
        ))}
      </Box>
    </Section>
  );
}

function Verdict({ item }: { item: Attribution }) {
  const text = useText();
  const own = text.attribution;
  const format = useFormat();
  const { owners, answersNow, neighbours } = item;
  return (
    <Flex component="dl" direction="column" gap={6}>
      <Fact name={own.owner} strong>
        {owners.length === 0
          ? own.nobody
          : owners.map((owner) => datedName(owner, { text, format })).join('; ')}
      </Fact>
      <Fact name={own.reason}>{own.basis[item.basis]}</Fact>
      {item.eliminatedBy !== null && (
        <Fact name={own.eliminatedBy}>{officeName(item.eliminatedBy, text)}</Fact>
      )}
      {answersNow !== null && !owners.some(({ id }) => id === answersNow.id) && (
        <Fact name={own.answersNow}>{datedName(answersNow, { text, format })}</Fact>
      )}
      {neighbours.length > 0 && (
        <Fact name={own.neighbours}>
          {neighbours
            .map(({ commune, metres }) => {
              const name = communeName(commune, text);
              return metres === 0
                ? own.neighbourUnder({ commune: name })
                : own.neighbour({ commune: name, metres: format.distance(metres) });
            })
            .join('; ')}
        </Fact>
      )}
      <Fact name={own.radius}>{format.distance(item.radiusMetres)}</Fact>
      {item.notes.length > 0 && (
        <Fact name={own.notes}>
          <Flex component="ul" direction="column" gap={4}>
            {item.notes.map((note) => (
              <li key={note}>{own.note[note]}</li>
            ))}
          </Flex>
        </Fact>
      )}
    </Flex>
  );
}

function Fact({
  name,
  strong = false,
  children,
}: {
  name: string;
  strong?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classes.fact} data-strong={strong}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Step({ step }: { step: AttributionStep }) {
  const text = useText();
  const own = text.attribution;
  const format = useFormat();
  const detail = stepDetail(step, text);
  const more = [
    stepOffice(step, text),
    step.documentNumbers.length === 0
      ? null
      : own.document({ numbers: step.documentNumbers.join(', ') }),
    step.dueOn === null ? null : own.due({ date: format.date(step.dueOn) }),
  ].filter((part) => part !== null);
  return (
    <li className={classes.step} data-kind={step.kind}>
      <time dateTime={step.on}>{format.date(step.on)}</time>
      <div>
        <Box component="p" fw={500}>
          {own.step[step.kind]}
          {detail !== null && `: ${detail}`}
        </Box>
        {more.length > 0 && <p className={`${shared.muted} ${shared.wrap}`}>{more.join(' · ')}</p>}
      </div>
    </li>
  );
}

/** The threads of a point. Every look is logged, so coming back to the window asks for nothing. */
function attributionQuery(pointId: number) {
  return apiQuery(
    ['points', 'attribution', pointId],
    api.points[':id'].attribution.$get,
    { param: { id: String(pointId) } },
    { meta: FOLLOWS_POINTS, staleTime: 60_000, refetchOnWindowFocus: false },
  );
}

type Words = { text: Text; format: Format };

/** A commune with its code and the days of that code, since code and name may be another commune's by now. */
export function datedName(commune: DatedCommune, { text, format }: Words): string {
  const { attribution: own } = text;
  const words = {
    commune: communeName(commune, text),
    code: commune.code,
    from: format.date(commune.validFrom),
  };
  return commune.validTo === null
    ? own.dated(words)
    : own.datedEnded({ ...words, until: format.date(addDays(commune.validTo, -1)) });
}

/** The name of an office: of a commune by its committee, of the city by its role. */
export function officeName({ role, commune }: ActingOffice, text: Text): string {
  const { attribution: own } = text;
  return commune === null
    ? own.office[role]
    : own.committee({ commune: communeName(commune, text) });
}

/** Says which office did a step, and to whom. */
export function stepOffice({ kind, office }: AttributionStep, text: Text): string | null {
  if (office === null) return null;
  if (office.commune === null || !ASKS.includes(kind)) return officeName(office, text);
  const asked = text.attribution.to({ commune: communeName(office.commune, text) });
  return `${officeName({ ...office, commune: null }, text)}, ${asked}`;
}

/** Detail of a step in words: way of elimination, reason, result, answer. */
export function stepDetail({ kind, detail }: AttributionStep, text: Text): string | null {
  if (detail === null) return null;
  const { ways, results, refusals } = text.pointActs;
  const words: Partial<Record<AttributionStep['kind'], Readonly<Record<string, string>>>> = {
    eliminated: ways,
    checked: results,
    handover_refused: refusals,
    appeal_answered: text.signals.answers,
    annulled: text.register.event,
  };
  return words[kind]?.[detail] ?? null;
}
