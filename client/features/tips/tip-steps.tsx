import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';

import { fieldText } from '#client/api/describe-error.ts';
import { useCan } from '#client/api/me.ts';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import type { TipDetail, TipStep } from '#server/contract/tip.ts';
import type { DeadlineRule } from '#server/contract/tip-clock.ts';

import { tipClocksQuery } from './queries.ts';
import { StepDialog } from './step-dialog.tsx';
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
      <div className={classes.steps}>
        {now.map((step) => (
          <Button
            key={step}
            variant={step === first ? 'filled' : 'default'}
            onClick={() => setOpen(step)}
          >
            {own.step[step]}
          </Button>
        ))}
      </div>
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
      <h3 className={classes.subhead}>{own.notNow}</h3>
      <ul className={classes.later}>
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
            <span id={`${id}-${step}`} className={classes.why}>
              {fieldText(tip.steps[step] ?? '', language)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
