import { Button, NumberInput, Select, Switch, Text, TextInput } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { can } from '#server/contract/permission.ts';
import type { PlanSummary } from '#server/contract/plan.ts';
import {
  PREVENTION_CONTENTS,
  type PreventionContent,
  RecordContentBody,
  type PreventionModel,
} from '#server/contract/prevention-model.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { PlanSections } from './plan-sections.tsx';
import { plansQuery, modelQuery, PLANS_KEY } from './queries.ts';
import classes from './plans.module.css';

/** Contents that count businesses. */
const COUNTING = ['3', '4'];

/** Records whether a content runs. */
function useContent(model: PreventionModel, onDone: () => void) {
  const { plans: own } = useText();
  return useWrite({
    draft: 'content of prevention',
    initial: {
      commune: model.communes[0]?.commune.code ?? null,
      content: '1',
      runs: true,
      effectiveOn: today() as IsoDate | null,
      documentNumber: '',
      businesses: '' as number | '',
    },
    schema: RecordContentBody,
    body: ({ content, businesses, ...values }) => ({
      ...values,
      content: Number(content),
      businesses: COUNTING.includes(content) ? businesses : null,
    }),
    words: { effectiveOn: own.dayMissing, documentNumber: own.numberMissing },
    send: (json, once) => call(api['prevention-model'].$post({ json }, once)),
    refresh: [PLANS_KEY],
    onDone,
  });
}

/** Says that a content runs in a commune from a day on, or no longer; counts of businesses, never of persons. */
function ContentDialog({ model, onClose }: { model: PreventionModel; onClose: () => void }) {
  const text = useText();
  const own = text.plans;
  const write = useContent(model, onClose);
  const { field, form } = write;
  return (
    <WriteDialog
      write={write}
      title={own.recordContent}
      lead={own.recordLead}
      confirm={text.common.save}
      onClose={onClose}
    >
      <Select
        label={own.commune}
        searchable
        allowDeselect={false}
        data={model.communes.map(({ commune }) => ({
          value: commune.code,
          label: communeName(commune, text),
        }))}
        {...field('commune')}
      />
      <Select
        label={own.contentLabel}
        allowDeselect={false}
        data={PREVENTION_CONTENTS.map((one) => ({ value: String(one), label: own.content[one] }))}
        {...field('content')}
      />
      <Switch label={own.runs} {...form.getInputProps('runs', { type: 'checkbox' })} />
      <DateField label={own.fromDay} maxDate={today()} {...field('effectiveOn')} />
      <TextInput label={own.document} {...field('documentNumber')} />
      {COUNTING.includes(write.values.content) && (
        <NumberInput
          label={own.businessCount}
          description={own.businessCountMore}
          min={0}
          allowDecimal={false}
          {...field('businesses')}
        />
      )}
    </WriteDialog>
  );
}

const route = getRouteApi('/plans');

/** A year's plan: what was asked, how it stands, and what it will probably come to. */
export default function PlansScreen() {
  const { plans: own } = useText();
  const { plan } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, isPending, refetch } = useQuery(plansQuery);
  const items = data?.items ?? [];
  const name = (one: PlanSummary) => `${one.number ?? own.draft} · ${one.year}`;
  const chosen = items.find(({ id }) => id === plan) ?? items[0];
  const choose = (id: number) => void navigate({ search: { plan: id } });
  return (
    <Page title={own.title} lead={own.lead}>
      {items.length > 1 && chosen !== undefined && (
        <Select
          className={`${classes.choice} screen-only`}
          label={own.plan}
          allowDeselect={false}
          value={String(chosen.id)}
          data={items.map((one) => ({ value: String(one.id), label: name(one) }))}
          onChange={(id) => {
            if (id !== null) choose(Number(id));
          }}
        />
      )}
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      {isPending && <LoadingRows rows={10} />}
      {data !== undefined && chosen === undefined && (
        <EmptyState title={own.none}>{own.noneMore}</EmptyState>
      )}
      {chosen !== undefined && <PlanSections key={chosen.id} id={chosen.id} onOpen={choose} />}
      <PreventionModelSection />
    </Page>
  );
}

/** Table of the seven contents of the commune-level model by commune; only communes that reported something. */
function PreventionModelSection() {
  const text = useText();
  const own = text.plans;
  const format = useFormat();
  const { role } = useMe();
  const { data, error } = useQuery(modelQuery);
  const [recording, setRecording] = useState(false);
  if (data === undefined) return <ErrorNotice error={error} />;
  const known = data.communes.filter(({ contents }) => contents.length > 0);
  return (
    <Section
      title={own.preventionModel}
      lead={own.preventionLead({
        running: format.number(data.running, 0),
        total: format.number(data.communes.length, 0),
      })}
      aside={
        can(role, 'plans:report') && (
          <Button className="screen-only" variant="default" onClick={() => setRecording(true)}>
            {own.recordContent}
          </Button>
        )
      }
    >
      <ol className={classes.contents}>
        {PREVENTION_CONTENTS.map((content) => (
          <li key={content}>
            {own.content[content]}:{' '}
            <strong>{format.number(data.byContent[content - 1] ?? 0, 0)}</strong>
          </li>
        ))}
      </ol>
      {known.length > 0 && (
        <DataTable
          label={own.preventionModel}
          head={[own.commune, ...PREVENTION_CONTENTS.map((content) => String(content))]}
        >
          {known.map(({ commune, contents }) => (
            <tr key={commune.code}>
              <td>{communeName(commune, text)}</td>
              {PREVENTION_CONTENTS.map((content) => (
                <td key={content}>
                  <ContentCell content={contents.find((one) => one.content === content)} />
                </td>
              ))}
            </tr>
          ))}
        </DataTable>
      )}
      {recording && <ContentDialog model={data} onClose={() => setRecording(false)} />}
    </Section>
  );
}

function ContentCell({ content }: { content: PreventionContent | undefined }) {
  const { plans: own } = useText();
  const format = useFormat();
  if (content === undefined) return <span aria-label={own.unknown}>–</span>;
  const Sign = content.runs ? IconCheck : IconMinus;
  return (
    <Text span display="inline-block" size="xs" miw={96}>
      <Sign size={16} stroke={2} aria-label={content.runs ? own.runs : own.stopped} />
      {format.date(content.effectiveOn)}
      <br />
      {content.documentNumber}
      {content.businesses !== null &&
        ` · ${own.businesses({ count: format.number(content.businesses, 0) })}`}
    </Text>
  );
}
