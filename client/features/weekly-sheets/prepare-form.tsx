import { Button, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';

import { fieldErrors } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';

import { usePrepareSheet } from './queries.ts';
import classes from './weekly-sheets.module.css';

const SHORTEST = 3;

/** What an officer leaves for the leader who signs. */
export function PrepareForm({ sheet }: { sheet: WeeklySheetView }) {
  const { weeklySheets: own } = useText();
  const { language } = useLanguage();
  const [remark, setRemark] = useState(sheet.draft?.remark ?? '');
  const [tried, setTried] = useState(false);
  const prepare = usePrepareSheet();
  const words = remark.trim();
  const wrong = words !== '' && words.length < SHORTEST;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (wrong) return;
    prepare.mutate(
      {
        commune: sheet.commune.code,
        week: sheet.week.firstOn,
        remark: words === '' ? null : words,
      },
      { onSuccess: () => notifications.show({ message: own.prepared }) },
    );
  }

  return (
    <Section title={own.prepare} lead={own.prepareLead}>
      <form className={classes.prepare} noValidate onSubmit={submit}>
        <Textarea
          label={own.remark}
          description={own.remarkMore}
          autosize
          minRows={3}
          maxLength={1_000}
          value={remark}
          error={
            (tried && wrong ? own.remarkShort : null) ??
            fieldErrors(prepare.error, language)['remark']
          }
          onChange={(event) => setRemark(event.currentTarget.value)}
        />
        <ErrorNotice error={prepare.error} />
        <Button type="submit" loading={prepare.isPending}>
          {own.prepareSave}
        </Button>
        <p className={classes.small}>{own.officerNoSign}</p>
      </form>
    </Section>
  );
}
