import { Select, Button, ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { foldText } from '#server/contract/text.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { SheetCommune, WeeklySignatures, SheetWeek } from '#server/contract/weekly-sheet.ts';

import { sheetQuery, signaturesQuery } from './queries.ts';
import { SheetView } from './sheet-view.tsx';
import { SignState } from './sign-state.tsx';
import { useWeekName } from './week-name.ts';
import classes from './weekly-sheets.module.css';

const route = getRouteApi('/weekly-sheet');

/** A commune's week; for the city first who has signed it. */
export default function WeeklySheetScreen() {
  const { weeklySheets: own } = useText();
  const { commune, week, version } = route.useSearch();
  const navigate = route.useNavigate();
  const { communes } = useMe();
  const chosen = commune ?? communes[0]?.code;
  const signatures = useQuery(signaturesQuery(week));
  const sheet = useQuery({ ...sheetQuery(chosen ?? '', week), enabled: chosen !== undefined });
  const ofChosen = sheet.data?.commune.code === chosen ? sheet.data : undefined;
  const shown = ofChosen?.week ?? signatures.data?.week;
  const go = (search: { commune?: string | undefined; week?: string | undefined }) =>
    void navigate({ search: { commune, week, ...search } });
  return (
    <Page title={own.title} lead={own.lead}>
      <div className={classes.choices}>
        {shown !== undefined && (
          <WeekChoice
            week={shown}
            today={signatures.data?.today ?? today()}
            onChoose={(day) => go({ week: day })}
          />
        )}
        {signatures.data !== undefined && (
          <CommuneSelect
            communes={signatures.data.items.map((item) => item.commune)}
            chosen={chosen ?? null}
            all={communes.length === 0}
            onChoose={(code) => go({ commune: code ?? undefined })}
          />
        )}
      </div>
      <ErrorNotice
        error={chosen === undefined ? signatures.error : sheet.error}
        onRetry={() => void (chosen === undefined ? signatures.refetch() : sheet.refetch())}
      />
      {chosen === undefined && signatures.data !== undefined && (
        <SignatureTable signatures={signatures.data} onOpen={(code) => go({ commune: code })} />
      )}
      {chosen !== undefined && ofChosen !== undefined && sheet.error === null && (
        <SheetView
          key={`${chosen} ${ofChosen.week.firstOn}`}
          sheet={ofChosen}
          version={version ?? null}
          onVersion={(number) =>
            void navigate({ search: { commune, week, version: number ?? undefined } })
          }
        />
      )}
      {(chosen === undefined ? signatures.isPending : sheet.isPending) && <LoadingRows rows={8} />}
    </Page>
  );
}

/** Choice of the commune whose sheet is shown; nothing where there is one commune only. */
function CommuneSelect({
  communes,
  chosen,
  all,
  onChoose,
}: {
  communes: readonly SheetCommune[];
  chosen: string | null;
  /** True when "all communes" is a choice: for readers with the city's reach. */
  all: boolean;
  onChoose: (code: string | null) => void;
}) {
  const text = useText();
  if (!all && communes.length < 2) return null;
  return (
    <Select
      aria-label={text.weeklySheets.commune}
      placeholder={text.weeklySheets.allCommunes}
      searchable
      clearable={all}
      allowDeselect={false}
      value={chosen}
      data={communes
        .map((commune) => ({ value: commune.code, label: communeName(commune, text) }))
        .toSorted((a, b) => a.label.localeCompare(b.label, 'vi'))}
      filter={({ options, search }) => {
        const wanted = foldText(search);
        return options.filter(
          (option) => 'label' in option && foldText(option.label).includes(wanted),
        );
      }}
      clearButtonProps={{ 'aria-label': text.weeklySheets.allCommunes }}
      onChange={onChoose}
    />
  );
}

/** Signatures of a week by commune, unsigned ones first. */
function SignatureTable({
  signatures,
  onOpen,
}: {
  signatures: WeeklySignatures;
  onOpen: (communeCode: string) => void;
}) {
  const text = useText();
  const own = text.weeklySheets;
  const format = useFormat();
  const signed = signatures.items.filter((item) => item.signed !== null).length;
  const lead = own.signaturesLead({
    signed: format.number(signed, 0),
    total: format.number(signatures.items.length, 0),
  });
  return (
    <Section title={own.signatures} lead={lead} flush>
      <DataTable label={own.signatures} head={[own.commune, own.state, own.asOfLabel, own.open]}>
        {signatures.items.map(({ commune, signed: signature }) => (
          <tr key={commune.code}>
            <td>{communeName(commune, text)}</td>
            <td>
              <SignState version={signature?.version ?? null} />
              {signature !== null && (
                <div>
                  {own.signedBy({
                    name: signature.signedBy,
                    time: format.dateTime(signature.signedAt),
                  })}
                </div>
              )}
            </td>
            <td>{signature === null ? '–' : format.date(signature.asOf)}</td>
            <td>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={own.openOf({ commune: communeName(commune, text) })}
                onClick={() => onOpen(commune.code)}
              >
                {own.open}
              </Button>
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}

/** One week back or forward, or the week of any day up to today. */
function WeekChoice({
  week,
  today,
  onChoose,
}: {
  week: SheetWeek;
  today: IsoDate;
  onChoose: (day: IsoDate) => void;
}) {
  const { weeklySheets: own } = useText();
  const name = useWeekName();
  const last = addDays(week.firstOn, 7) > today;
  return (
    <fieldset className={classes.week}>
      <legend className="visually-hidden">{own.week}</legend>
      <Tooltip label={own.previousWeek}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={own.previousWeek}
          onClick={() => onChoose(addDays(week.firstOn, -7))}
        >
          <IconChevronLeft size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <p className={classes.weekName} aria-live="polite">
        <strong>{name(week).number}</strong>
        <span>{name(week).days}</span>
      </p>
      <Tooltip label={own.nextWeek}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={own.nextWeek}
          disabled={last}
          data-end
          onClick={() => onChoose(addDays(week.firstOn, 7))}
        >
          <IconChevronRight size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <DateField
        className={classes.day}
        aria-label={own.pickWeek}
        value={null}
        maxDate={today}
        onChange={(day) => {
          if (day !== null) onChoose(day);
        }}
      />
    </fieldset>
  );
}
