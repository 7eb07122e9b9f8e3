import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { CommuneField } from '#client/forms/commune-field.tsx';
import { PrintButton } from '#client/forms/print-button.tsx';
import { PutIntoReport } from '#client/forms/put-into-report.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import type { CommuneLook, ComparedCase } from '#server/contract/comparison.ts';
import { REACH } from '#server/contract/permission.ts';
import { POINT_STATUSES } from '#server/contract/point.ts';

import { Cases } from './case-list.tsx';
import classes from './commune-look.module.css';
import { CommuneStands } from './commune-stands.tsx';
import { CommuneWhy } from './commune-why.tsx';
import { PeriodPresets } from './period-presets.tsx';
import { ANALYSIS_KEY, communeLookQuery } from './queries.ts';

const route = getRouteApi('/commune');

/** Parts that other features add to the screen of a commune. */
type Guests = {
  /** The sentences above everything else. */
  sentences?: (look: CommuneLook) => ReactNode;
  actsOf?: (item: ComparedCase) => ReactNode;
};

/** A commune in one look: where it stands, why, its cases and its replies. */
export function CommuneScreen({ sentences, actsOf }: Guests) {
  const text = useText();
  const { communeLook: own } = text;
  const { commune, from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const { role, communes } = useMe();
  const code = commune ?? communes[0]?.code ?? null;
  const look = useQuery({
    ...communeLookQuery(code ?? '', { ...(from && { from }), ...(to && { to }) }),
    enabled: code !== null,
  });
  const go = (search: Record<string, unknown>) =>
    void navigate({ search: (before) => ({ ...before, ...search }) });
  const choose = (next: string | null) => go({ commune: next ?? undefined });
  const shown = look.data;
  return (
    <Page
      title={shown === undefined ? own.title : communeName(shown.commune, text)}
      {...(shown === undefined ? {} : { actions: <KeepLook look={shown} /> })}
    >
      {REACH[role] === 'city' && (
        <CommuneField by="code" label={own.choose} value={code} onChange={choose} maw={320} />
      )}
      {REACH[role] === 'communes' && communes.length > 1 && (
        <Select
          label={own.choose}
          allowDeselect={false}
          value={code}
          data={communes.map(({ code: value, name }) => ({ value, label: name }))}
          onChange={choose}
          maw={320}
        />
      )}
      {code === null && (
        <Section>
          <p>{own.chooseFirst}</p>
        </Section>
      )}
      <ErrorNotice error={look.error} onRetry={() => void look.refetch()} />
      {code !== null && look.isPending && <LoadingRows rows={10} />}
      {code !== null && shown !== undefined && look.error === null && (
        <>
          {sentences?.(shown)}
          <PeriodPresets
            chosen={shown.period}
            onChoose={(period) => go({ from: period.from, to: period.to })}
          />
          <Parts look={shown} actsOf={actsOf} />
        </>
      )}
    </Page>
  );
}

/** Takes the look as it stands into a report, or onto paper; the log names the commune and the period. */
function KeepLook({ look: { commune, period, categories } }: { look: CommuneLook }) {
  const view = new URLSearchParams({ commune: commune.code, from: period.from, to: period.to });
  return (
    <>
      <PutIntoReport
        analysis={{ kind: 'commune', commune: commune.code, query: period }}
        subject="commune"
        n={categories.reduce((sum, { observed }) => sum + observed, 0)}
        {...period}
        shownBy={ANALYSIS_KEY}
      />
      <PrintButton kind="commune_print" view={view.toString()} />
    </>
  );
}

function Parts({ look, actsOf }: { look: CommuneLook; actsOf: Guests['actsOf'] }) {
  const { communeLook: own } = useText();
  const { code } = look.commune;
  const late = look.rows.find(({ measure }) => measure === 'late_tips')?.row?.observed ?? 0;
  return (
    <>
      {actsOf !== undefined && <Recurrences look={look} actsOf={actsOf} />}
      <CommunePoints look={look} />
      <CommuneStands look={look} />
      <CommuneWhy look={look} />
      {actsOf === undefined && <Recurrences look={look} actsOf={actsOf} />}
      {late > 0 && (
        <Section title={own.lateTips}>
          <Cases commune={code} choice={{ measure: 'late_tips', ...look.period }} />
        </Section>
      )}
    </>
  );
}

function Recurrences({ look, actsOf }: { look: CommuneLook; actsOf: Guests['actsOf'] }) {
  const { communeLook: own } = useText();
  return (
    <Section title={own.cases}>
      <Cases
        commune={look.commune.code}
        choice={{ measure: 'recurrences', ...look.period }}
        actsOf={actsOf}
      />
    </Section>
  );
}

/** The points of a commune by status; each number leads to exactly these on the map. */
function CommunePoints({ look }: { look: CommuneLook }) {
  const { communeLook: own } = useText();
  const format = useFormat();
  const shown = POINT_STATUSES.flatMap((status) => {
    const found = look.statuses.find((one) => one.status === status);
    return found === undefined ? [] : [found];
  });
  return (
    <Section title={own.points}>
      {shown.length === 0 && <EmptyLine title={own.noPoints} next="communePoints" />}
      <ul className={classes.points}>
        {shown.map(({ status, count }) => (
          <li key={status}>
            <Link to="/" search={{ status, commune: look.commune.code }}>
              <strong>{format.number(count)}</strong>
              <StatusBadge status={status} />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
