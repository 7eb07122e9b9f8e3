import { Button, Modal, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { fieldErrors } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { Section } from '#client/ui/page.tsx';
import { can } from '#server/contract/permission.ts';
import { SetPeriodsBody, type ReportList } from '#server/contract/report.ts';

import { setPeriods, REPORTS_KEY } from './queries.ts';
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
  const { language } = useLanguage();
  const queryClient = useQueryClient();
  const [tried, setTried] = useState(false);
  const [validFrom, setValidFrom] = useState<string | null>(null);
  const [firstDay, setFirstDay] = useState<number | string>(1);
  const [origin, setOrigin] = useState('');
  const given = SetPeriodsBody.safeParse({ validFrom, firstDay, origin });
  const saving = useMutation({
    mutationFn: setPeriods,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: REPORTS_KEY });
      onClose();
    },
  });
  const refused = fieldErrors(saving.error, language);
  return (
    <Modal
      opened
      centered
      title={own.setRule}
      closeButtonProps={{ 'aria-label': text.common.close }}
      onClose={onClose}
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (given.success) saving.mutate(given.data);
        }}
      >
        <p>{own.setRuleLead}</p>
        <DateField
          label={own.validFrom}
          withAsterisk
          minDate={today()}
          value={validFrom}
          error={(tried && validFrom === null ? own.dayMissing : null) ?? refused['validFrom']}
          onChange={setValidFrom}
        />
        <NumberInput
          label={own.firstDay}
          description={own.firstDayMore}
          withAsterisk
          min={1}
          max={LATEST_FIRST_DAY}
          clampBehavior="blur"
          allowDecimal={false}
          value={firstDay}
          onChange={setFirstDay}
        />
        <TextInput
          label={own.ruleOrigin}
          withAsterisk
          maxLength={500}
          value={origin}
          error={(tried && origin.trim().length < 5 ? own.originShort : null) ?? refused['origin']}
          onChange={(event) => setOrigin(event.currentTarget.value)}
        />
        <ErrorNotice error={saving.error} />
        <div className={classes.buttons}>
          <Button type="submit" loading={saving.isPending}>
            {text.common.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
