import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { PrintButton } from '#client/forms/print-button.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Disclosure } from '#client/ui/disclosure.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Section } from '#client/ui/page.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { can } from '#server/contract/permission.ts';
import {
  CopyPlanBody,
  INDICATOR_FAMILIES,
  type IndicatorView,
  type PlanView,
  WriteIndicatorBody,
} from '#server/contract/plan.ts';
import shared from '#client/ui/shared.module.css';

import { AllotDialog } from './allot-dialog.tsx';
import { IndicatorCard } from './indicator-card.tsx';
import { AmendDialog, IssueDialog, scaleOf, TargetField, unscaled } from './paper-dialogs.tsx';
import { planQuery, PLANS_KEY } from './queries.ts';
import { ResultDialog } from './result-dialog.tsx';
import classes from './plans.module.css';

/** Everything that may be written about one indicator. */
const DIALOGS = {
  result: ResultDialog,
  allot: AllotDialog,
  amend: AmendDialog,
  indicator: IndicatorDialog,
};

type Open = { what: 'issue' } | { what: keyof typeof DIALOGS; indicator: IndicatorView } | null;

/** One plan: its paper, its indicators by family, and what may be done with them. */
export function PlanSections({ id, onOpen }: { id: number; onOpen: (id: number) => void }) {
  const { emptyLists } = useText();
  const { role } = useMe();
  const { data, error, isPending, refetch } = useQuery(planQuery(id));
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const Dialog = open === null || open.what === 'issue' ? null : DIALOGS[open.what];
  if (isPending) return <LoadingRows rows={10} />;
  if (data === undefined) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  const manages = can(role, 'plans:manage') && data.state === 'issued';
  const reports = can(role, 'plans:report') && data.state === 'issued';
  const drafts = can(role, 'plans:manage') && data.state === 'draft';
  const card = (indicator: IndicatorView) => (
    <IndicatorCard
      key={indicator.id}
      indicator={indicator}
      scope={data.scope}
      span={{ from: data.firstOn, to: data.asOf }}
      onResult={
        reports && indicator.measure === null ? () => setOpen({ what: 'result', indicator }) : null
      }
      onAllot={
        manages && indicator.shape === 'amount' && (indicator.target ?? 0) > 0
          ? () => setOpen({ what: 'allot', indicator })
          : null
      }
      onEdit={drafts ? () => setOpen({ what: 'indicator', indicator }) : null}
      onAmend={
        manages && indicator.target !== null ? () => setOpen({ what: 'amend', indicator }) : null
      }
    />
  );
  return (
    <>
      <Paper plan={data} onIssue={() => setOpen({ what: 'issue' })} onOpen={onOpen} />
      {data.indicators.length === 0 && (
        <EmptyLine title={emptyLists.indicatorsTitle} next="indicators" />
      )}
      <Families indicators={data.indicators.filter((one) => !folds(one, data.scope))} card={card} />
      <Folded indicators={data.indicators.filter((one) => folds(one, data.scope))} card={card} />
      {open?.what === 'issue' && <IssueDialog plan={data} onClose={close} />}
      {Dialog !== null && open !== null && 'indicator' in open && (
        <Dialog plan={data} indicator={open.indicator} onClose={close} />
      )}
    </>
  );
}

type Listed = {
  indicators: readonly IndicatorView[];
  card: (indicator: IndicatorView) => ReactNode;
};

function Families({ indicators, card }: Listed) {
  const { plans: own } = useText();
  return INDICATOR_FAMILIES.map((family) => {
    const ofFamily = indicators.filter((one) => one.family === family);
    if (ofFamily.length === 0) return null;
    return (
      <Section key={family} title={own.family[family]}>
        <ul className={classes.indicators}>{ofFamily.map(card)}</ul>
      </Section>
    );
  });
}

/** True for a commune's indicator that says nothing to it: neither a figure nor a number that was set for it. */
function folds({ progress }: IndicatorView, scope: PlanView['scope']): boolean {
  return scope === 'communes' && progress.amount === null && progress.target === null;
}

function Folded({ indicators, card }: Listed) {
  const { plans: own } = useText();
  const format = useFormat();
  if (indicators.length === 0) return null;
  return (
    <Section>
      <Disclosure words={own.folded({ count: format.number(indicators.length, 0) })} forced={false}>
        <ul className={classes.indicators}>{indicators.map(card)}</ul>
      </Disclosure>
    </Section>
  );
}

function Paper({
  plan,
  onIssue,
  onOpen,
}: {
  plan: PlanView;
  onIssue: () => void;
  onOpen: (id: number) => void;
}) {
  const { plans: own } = useText();
  const format = useFormat();
  const { role } = useMe();
  const manages = can(role, 'plans:manage');
  return (
    <Section
      title={plan.title}
      lead={
        plan.state === 'draft'
          ? own.isDraft
          : own.paper({
              number: plan.number ?? '',
              date: plan.signedOn === null ? '' : format.date(plan.signedOn),
              office: plan.signerTitle ?? '',
            })
      }
      aside={
        <div className={classes.actions}>
          <PrintButton kind="plan_print" view={`plan=${plan.id}`} />
          {manages && plan.state === 'draft' && <Button onClick={onIssue}>{own.issue}</Button>}
          {manages && plan.state === 'issued' && <CopyButton plan={plan} onOpen={onOpen} />}
        </div>
      }
    >
      <p>
        {own.days({ first: format.date(plan.firstOn), last: format.date(plan.lastOn) })}{' '}
        {own.asOf({ date: format.date(plan.asOf) })} {plan.scope === 'communes' && own.ownScope}
      </p>
      {plan.amendments.map((amendment) => (
        <p key={amendment.id}>
          {own.amendedBy({ number: amendment.number, date: format.date(amendment.signedOn) })}
        </p>
      ))}
      <p className={shared.note}>
        {plan.source}. {plan.scope !== 'communes' && own.model}
      </p>
    </Section>
  );
}

/** Begins the plan of the next year from this one. */
function CopyButton({ plan, onOpen }: { plan: PlanView; onOpen: (id: number) => void }) {
  const { plans: own } = useText();
  const next = plan.year + 1;
  const write = useWrite({
    initial: {},
    schema: CopyPlanBody,
    body: () => ({ from: plan.id, year: next }),
    send: (json, once) => call(api.plans.copies.$post({ json }, once)),
    said: own.copied({ year: String(next) }),
    refresh: [PLANS_KEY],
    onDone: ({ id }) => onOpen(id),
  });
  return (
    <>
      <ErrorNotice error={write.error} />
      <Button
        className="screen-only"
        variant="default"
        loading={write.pending}
        onClick={write.press}
      >
        {own.copy({ year: String(next) })}
      </Button>
    </>
  );
}

/** Words an indicator of a draft anew; once the plan is signed only an amendment changes it. */
function IndicatorDialog({
  plan,
  indicator,
  onClose,
}: {
  plan: PlanView;
  indicator: IndicatorView;
  onClose: () => void;
}) {
  const { plans: own } = useText();
  const scale = scaleOf(indicator);
  const asked = indicator.comparator !== 'none';
  const write = useWrite({
    draft: `indicator of plan ${plan.id} ${indicator.code}`,
    initial: {
      wording: indicator.wording,
      target: indicator.target === null ? '' : indicator.target * scale,
      note: indicator.note ?? '',
    },
    schema: WriteIndicatorBody,
    body: ({ target, ...values }) => ({
      ...indicator,
      ...values,
      target: asked ? unscaled(target, scale) : null,
      denominator: null,
      points: [],
    }),
    words: { wording: own.wordingMissing },
    check: ({ target }) => ({
      target: asked && typeof target !== 'number' ? own.amountMissing : null,
    }),
    send: (json, once) =>
      call(api.plans[':id'].indicators.$post({ param: { id: String(plan.id) }, json }, once)),
    refresh: [PLANS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={own.editOf({ wording: indicator.wording })}
      lead={own.editLead}
      confirm={own.edit}
      onClose={onClose}
    >
      <Textarea label={own.wording} autosize {...write.field('wording')} />
      {asked && <TargetField indicator={indicator} field={write.field} />}
      <TextInput label={own.note} {...write.field('note')} />
    </WriteDialog>
  );
}
