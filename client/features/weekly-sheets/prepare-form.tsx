import { Button, Textarea } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import { PrepareSheetBody, type WeeklySheetView } from '#server/contract/weekly-sheet.ts';

import { SHEETS_KEY } from './queries.ts';
import classes from './weekly-sheets.module.css';

/** Words that an officer leaves for the leader who signs. */
export function PrepareForm({ sheet }: { sheet: WeeklySheetView }) {
  const { weeklySheets: own } = useText();
  const write = useWrite({
    initial: { remark: sheet.draft?.remark ?? '' },
    schema: PrepareSheetBody,
    body: ({ remark }) => ({ remark, commune: sheet.commune.code, week: sheet.week.firstOn }),
    words: { remark: own.remarkShort },
    send: (json, once) => call(api['weekly-sheets'].prepare.$post({ json }, once)),
    said: own.prepared,
    refresh: [SHEETS_KEY],
  });
  return (
    <Section title={own.prepare} lead={own.prepareLead}>
      <form className={classes.prepare} {...write.formProps}>
        <Textarea
          label={own.remark}
          description={own.remarkMore}
          autosize
          minRows={3}
          {...write.field('remark')}
        />
        <ErrorNotice error={write.error} />
        <Button type="submit" loading={write.pending}>
          {own.prepareSave}
        </Button>
        <p className={classes.small}>{own.officerNoSign}</p>
      </form>
    </Section>
  );
}
