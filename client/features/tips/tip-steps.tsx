import { Box, Button, Flex, Select } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';

import { communesQuery } from '#client/api/communes.ts';
import { fieldText } from '#client/api/describe-error.ts';
import { useCan, useMe } from '#client/api/me.ts';
import { tipKey } from '#client/api/tips.ts';
import { BaseFields } from '#client/forms/base-fields.tsx';
import { CategoryField } from '#client/forms/category-field.tsx';
import { ChoiceField } from '#client/forms/choice-field.tsx';
import { CommuneField } from '#client/forms/commune-field.tsx';
import { futureDay } from '#client/forms/entered-values.ts';
import { missingPaper, PaperFields } from '#client/forms/late-entry.tsx';
import { useWrite, type Write } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useLanguage, useText, useFormat } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import { forwardingRuleOf } from '#server/contract/deadline.ts';
import { type TipDetail, type TipStep, OwnOutcome } from '#server/contract/tip.ts';
import type { DeadlineRule } from '#server/contract/tip-clock.ts';
import { TIP_KINDS } from '#server/contract/tip-kind.ts';

import { tipClocksQuery, keepTip } from './queries.ts';
import { forwardingWords } from './rule-words.ts';
import { stepLines } from './step-lines.ts';
import { emptyStep, proposalOf, STEPS, stepWords } from './step-values.ts';
import shared from '#client/ui/shared.module.css';
import classes from './tips.module.css';

/** The stages first, in their order; then what steers the clock, then handing it on. */
const ORDER: readonly TipStep[] = [
  'resumed',
  'accepted',
  'verified',
  'classified',
  'handled',
  'extended',
  'suspended',
  'forwarded',
  'transfer_asked',
];
const STAGES: readonly TipStep[] = ['resumed', 'accepted', 'verified', 'classified', 'handled'];

/** Steps of a tip that are possible, and those that are not, with the reason. */
export function TipSteps({ tip }: { tip: TipDetail }) {
  const { tips: own } = useText();
  const mayWork = useCan('tips:work');
  const [open, setOpen] = useState<TipStep | null>(null);
  const rules = useQuery(tipClocksQuery).data?.rules ?? [];
  const steps = ORDER.filter((step) => isAsked(step, tip, rules));
  const now = steps.filter((step) => (tip.steps[step] ?? null) === null);
  const later = steps.filter((step) => (tip.steps[step] ?? null) !== null);
  const [first] = now.filter((step) => STAGES.includes(step));
  if (!mayWork) {
    return (
      <Section title={own.steps}>
        <p>{own.stepsNone}</p>
      </Section>
    );
  }
  return (
    <Section title={own.steps}>
      <Flex gap="xs" wrap="wrap">
        {now.map((step) => (
          <Button
            key={step}
            variant={step === first ? 'filled' : 'default'}
            onClick={() => setOpen(step)}
          >
            {own.step[step]}
          </Button>
        ))}
      </Flex>
      {later.length > 0 && <Later steps={later} tip={tip} />}
      {open !== null && <StepDialog tip={tip} step={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

/** Acceptance starts the clock of some kinds only; resuming is for what was suspended. */
function isAsked(step: TipStep, tip: TipDetail, rules: readonly DeadlineRule[]): boolean {
  if (step === 'resumed') return tip.timeliness === 'suspended';
  if (step !== 'accepted') return true;
  return rules.some(({ kind, startsWith }) => kind === tip.kind && startsWith === 'accepted');
}

function Later({ steps, tip }: { steps: readonly TipStep[]; tip: TipDetail }) {
  const { tips: own } = useText();
  const { language } = useLanguage();
  const id = useId();
  return (
    <>
      <Box component="h3" fz="sm" c="dimmed" mt="md" mb="xs" fw={500}>
        {own.notNow}
      </Box>
      <Flex component="ul" className={classes.later} direction="column" gap="xs">
        {steps.map((step) => (
          <li key={step}>
            {/* Not `disabled`: the keyboard must reach it, so that its reason is read. */}
            <button
              type="button"
              className={classes.locked}
              aria-disabled="true"
              aria-describedby={`${id}-${step}`}
            >
              <IconLock size={14} stroke={1.6} aria-hidden="true" />
              {own.step[step]}
            </button>
            <span id={`${id}-${step}`} className={shared.aside}>
              {fieldText(tip.steps[step] ?? '', language)}
            </span>
          </li>
        ))}
      </Flex>
    </>
  );
}

/** The dialog of one step: its fields, and what will stand in the record before it does. */
function StepDialog({
  tip,
  step,
  onClose,
}: {
  tip: TipDetail;
  step: TipStep;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const clocks = useQuery(tipClocksQuery).data;
  const communes = useQuery(communesQuery).data?.items;
  const { schema, send } = STEPS[step];
  const write = useWrite({
    draft: `step ${step} of tip ${tip.id}`,
    initial: emptyStep(tip),
    schema,
    body: (values) => ({
      ...values,
      version: tip.version,
      communeId: values.communeId === null ? null : Number(values.communeId),
    }),
    words: stepWords(text),
    check: (values) => ({ ...futureDay(values, text), ...missingPaper(values, text) }),
    send: (json, once) => send(json, once, { id: String(tip.id) }),
    ...proposalOf(step, tip.id),
    said: text.tips.done({ step: text.tips.event[step], code: tip.code }),
    keep: keepTip,
    overtakenBy: [tipKey(tip.id)],
    onDone: onClose,
  });
  const { values } = write;
  const to = communes?.find(({ id }) => String(id) === values.communeId);
  return (
    <WriteDialog
      write={write}
      title={text.tips.step[step]}
      lines={stepLines(tip, step, values, {
        clocks,
        communeTo: to === undefined ? null : communeName(to, text),
        text,
        format,
        me,
      })}
      confirm={text.tips.step[step]}
      onClose={onClose}
    >
      <StepFields tip={tip} step={step} field={write.field} />
      <BaseFields field={write.field} />
      <PaperFields field={write.field} on={values.effectiveOn} />
    </WriteDialog>
  );
}

/** Fields of a step beyond its day, document and note. */
function StepFields({
  tip,
  step,
  field,
}: {
  tip: TipDetail;
  step: TipStep;
} & Pick<Write, 'field'>) {
  const text = useText();
  const format = useFormat();
  const own = text.tips;
  // Asked for early: the record says what becomes of the due day.
  const rules = useQuery(tipClocksQuery).data?.rules ?? [];
  if (step === 'classified') return <KindFields field={field} />;
  if (step === 'handled') {
    return (
      <ChoiceField
        label={own.factOutcome}
        options={OwnOutcome.options.map((value) => ({ value, label: own.outcome[value] }))}
        {...field('outcome')}
      />
    );
  }
  if (step === 'forwarded') {
    return (
      <PlainInput
        label={own.authority}
        description={[
          own.forwardMore,
          forwardingWords(forwardingRuleOf(tip, rules), { text, format }),
        ]
          .filter((line) => line !== null)
          .join(' ')}
        {...field('authority')}
      />
    );
  }
  if (step === 'transfer_asked') {
    return (
      <CommuneField
        label={own.communeTo}
        description={own.transferMore}
        without={tip.commune.id}
        {...field('communeId')}
      />
    );
  }
  return null;
}

/** The kind of the tip and the category of the place that it tells of. */
function KindFields({ field }: Pick<Write, 'field'>) {
  const { tips: own } = useText();
  return (
    <>
      <Select
        label={own.factKind}
        allowDeselect={false}
        data={TIP_KINDS.map((value) => ({ value, label: own.kind[value] }))}
        {...field('kind')}
      />
      <CategoryField field={field} />
    </>
  );
}
