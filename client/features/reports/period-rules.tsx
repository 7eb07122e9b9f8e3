import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { REPORTS_KEY } from '#client/api/reports.ts';
import { useMe } from '#client/api/me.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { Section } from '#client/ui/page.tsx';
import { can } from '#server/contract/permission.ts';
import { SetPeriodsBody, type ReportList } from '#server/contract/report.ts';
import type { IsoDate } from '#server/contract/time.ts';

import classes from './reports.module.css';

const LATEST_FIRST_DAY = 28;

/** On which day reporting months begin: every rule with its first day and its origin, and setting a new one. */
export function PeriodRules({ rules }: { rules: ReportList['rules'] }) {
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
        <ul className={classes.rules}>
          {rules.map(({ validFrom, firstDay, origin }) => (
            <li key={validFrom}>
              {own.rule({ day: format.number(firstDay, 0), date: format.date(validFrom) })}{' '}
              <span className={classes.small}>{origin}</span>
            </li>
          ))}
        </ul>
        {open && <RuleDialog onClose={() => setOpen(false)} />}
      </Section>
    </div>
  );
}

function RuleDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const own = text.reports;
  const write = useWrite({
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
