import { Button, Flex, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { communesQuery } from '#client/api/communes.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { reportsQuery, REPORTS_KEY } from '#client/api/reports.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { usePeriodName } from '#client/i18n/period-name.ts';
import { today } from '#client/i18n/today.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { can } from '#server/contract/permission.ts';
import { type ReportList, SetPeriodsBody } from '#server/contract/report.ts';
import { foldText } from '#server/contract/text.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { PERIOD_KINDS, periodOf } from '#server/contract/reporting-period.ts';
import shared from '#client/ui/shared.module.css';

import { reportQuery, type AskedPeriod } from './queries.ts';
import { ReportSheet } from './report-sheet.tsx';
import { ReportState } from './report-state.tsx';
import classes from './reports.module.css';

const NUMBERS = { month: 12, quarter: 4, half_year: 2, year: 1 } as const;
const FIRST_YEAR = 2000;
const CITY = 'city';

const LATEST_FIRST_DAY = 28;

/** On which day reporting months begin: every rule with its first day and its origin, and setting a new one. */
function PeriodRules({ rules }: { rules: ReportList['rules'] }) {
  const { reports: own } = useText();
  const format = useFormat();
  const { role } = useMe();
  const [open, setOpen] = useState(false);
  return (
    <div className="screen-only">
      <Section
        title={own.rules}
        lead={own.rulesLead}
        aside={
          can(role, 'settings:manage') && (
            <Button variant="default" onClick={() => setOpen(true)}>
              {own.setRule}
            </Button>
          )
        }
      >
        <Flex component="ul" className={shared.wrap} direction="column" gap={4}>
          {rules.map(({ validFrom, firstDay, origin }) => (
            <li key={validFrom}>
              {own.rule({ day: format.number(firstDay, 0), date: format.date(validFrom) })}{' '}
              <span className={shared.note}>{origin}</span>
            </li>
          ))}
        </Flex>
        {open && <RuleDialog onClose={() => setOpen(false)} />}
      </Section>
    </div>
  );
}

function RuleDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const own = text.reports;
  const write = useWrite({
    draft: 'periods of reports',
    initial: { validFrom: null as IsoDate | null, firstDay: 1, origin: '' },
    schema: SetPeriodsBody,
    words: { validFrom: own.dayMissing, origin: own.originShort },
    send: (json, once) => call(api.reports.periods.$post({ json }, once)),
    propose: (act) => ({ kind: 'report_periods', act }),
    refresh: [REPORTS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={own.setRule}
      lead={own.setRuleLead}
      confirm={text.common.save}
      onClose={onClose}
    >
      <DateField label={own.validFrom} minDate={today()} {...write.field('validFrom')} />
      <NumberInput
        label={own.firstDay}
        description={own.firstDayMore}
        min={1}
        max={LATEST_FIRST_DAY}
        clampBehavior="blur"
        allowDecimal={false}
        {...write.field('firstDay')}
      />
      <TextInput label={own.ruleOrigin} {...write.field('origin')} />
    </WriteDialog>
  );
}

const route = getRouteApi('/reports');

/** A period of a commune or the city: as it stands, as it was reported, and what may be done with it. */
export default function ReportsScreen() {
  const { reports: own } = useText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { communes } = useMe();
  const list = useQuery(reportsQuery);
  const asked = list.data === undefined ? null : askedOf();

  /** Period in the address; without one the last month that is over. */
  function askedOf(): AskedPeriod {
    const rules = list.data?.rules ?? [];
    const today = list.data?.today ?? '';
    const running = periodOf(rules, 'month', today);
    const { year, number } = periodOf(rules, 'month', addDays(running.firstOn, -1));
    return {
      kind: search.period ?? 'month',
      year: search.year ?? year,
      number: search.number ?? (search.period === undefined ? number : 1),
      commune:
        communes.length === 0
          ? (search.commune ?? null)
          : (search.commune ?? communes[0]?.code ?? null),
    };
  }
  const go = (next: AskedPeriod) =>
    void navigate({
      search: {
        period: next.kind,
        year: next.year,
        number: next.number,
        commune: next.commune ?? undefined,
      },
    });
  return (
    <Page title={own.title} lead={own.lead}>
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {asked !== null && list.data !== undefined && (
        <>
          <PeriodChoice asked={asked} today={list.data.today} onChoose={go} />
          <Asked key={JSON.stringify(asked)} asked={asked} />
          <ReportListSection list={list.data} onOpen={go} />
          <PeriodRules rules={list.data.rules} />
        </>
      )}
      {list.isPending && <LoadingRows rows={8} />}
    </Page>
  );
}

function Asked({ asked }: { asked: AskedPeriod }) {
  const { data, error, refetch, isPending } = useQuery(reportQuery(asked));
  if (error !== null) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingRows rows={8} />;
  return <ReportSheet report={data} />;
}

/** The reports within reach, latest period first. */
function ReportListSection({
  list,
  onOpen,
}: {
  list: ReportList;
  onOpen: (asked: AskedPeriod) => void;
}) {
  const text = useText();
  const own = text.reports;
  const format = useFormat();
  const name = usePeriodName();
  return (
    <div className="screen-only">
      <Section title={own.list} flush>
        {list.items.length === 0 ? (
          <EmptyState title={own.listEmpty}>{own.listEmptyMore}</EmptyState>
        ) : (
          <DataTable
            label={own.list}
            head={[own.period, own.whose, own.stateLabel, own.changed, own.open]}
          >
            {list.items.map(({ id, commune, period, version, state, changedAt }) => {
              const whose = commune === null ? own.wholeCity : communeName(commune, text);
              return (
                <tr key={id}>
                  <td>{name(period)}</td>
                  <td>{whose}</td>
                  <td>
                    <ReportState state={state} version={version} />
                  </td>
                  <td>{format.dateTime(changedAt)}</td>
                  <td>
                    <Button
                      size="compact-md"
                      variant="default"
                      aria-label={`${own.open}: ${name(period)}, ${whose}`}
                      onClick={() => onOpen({ ...period, commune: commune?.code ?? null })}
                    >
                      {own.open}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </DataTable>
        )}
      </Section>
    </div>
  );
}

type Choosing = { asked: AskedPeriod; onChoose: (asked: AskedPeriod) => void };

/** Choice of a period and of its owner: kind, number, year, and a commune or the whole city. */
function PeriodChoice({ asked, today, onChoose }: Choosing & { today: IsoDate }) {
  const { reports: own } = useText();
  const name = usePeriodName();
  return (
    <div className={`${classes.choices} screen-only`}>
      <SegmentedControl
        aria-label={own.kindLabel}
        value={asked.kind}
        data={PERIOD_KINDS.map((kind) => ({ value: kind, label: own.kind[kind] }))}
        onChange={(chosen) => {
          const kind = PERIOD_KINDS.find((one) => one === chosen);
          if (kind !== undefined) onChoose({ ...asked, kind, number: 1 });
        }}
      />
      {asked.kind !== 'year' && (
        <Select
          label={own.number}
          allowDeselect={false}
          value={String(asked.number)}
          data={Array.from({ length: NUMBERS[asked.kind] }, (_, at) => ({
            value: String(at + 1),
            label: name({ ...asked, number: at + 1 }),
          }))}
          onChange={(number) => onChoose({ ...asked, number: Number(number ?? 1) })}
        />
      )}
      <NumberInput
        label={own.year}
        min={FIRST_YEAR}
        max={Number(today.slice(0, 4)) + 1}
        clampBehavior="blur"
        value={asked.year}
        onChange={(year) => {
          if (typeof year === 'number' && year >= FIRST_YEAR) onChoose({ ...asked, year });
        }}
      />
      <OwnerField asked={asked} onChoose={onChoose} />
    </div>
  );
}

/** Commune or city that the period is of; absent where the reader has one commune only. */
function OwnerField({ asked, onChoose }: Choosing) {
  const text = useText();
  const own = text.reports;
  const me = useMe();
  const city = me.communes.length === 0;
  const all = useQuery(communesQuery).data?.items ?? [];
  const communes = city
    ? all
    : all.filter(({ code }) => me.communes.some((mine) => mine.code === code));
  if (!city && communes.length <= 1) return null;
  return (
    <Select
      label={own.whose}
      searchable
      allowDeselect={false}
      value={asked.commune ?? CITY}
      data={[
        ...(city ? [{ value: CITY, label: own.wholeCity }] : []),
        ...communes
          .map((commune) => ({ value: commune.code, label: communeName(commune, text) }))
          .toSorted((a, b) => a.label.localeCompare(b.label, 'vi')),
      ]}
      filter={({ options, search }) =>
        options.filter(
          (option) => 'label' in option && foldText(option.label).includes(foldText(search)),
        )
      }
      onChange={(code) => onChoose({ ...asked, commune: code === CITY ? null : code })}
    />
  );
}
