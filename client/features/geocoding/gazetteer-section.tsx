import { Box, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import { SourceCell } from '#client/ui/source-cell.tsx';
import type { Gazetteer } from '#server/contract/gazetteer.ts';

import classes from './gazetteers.module.css';
import { ImportGazetteer } from './import-gazetteer.tsx';
import shared from '#client/ui/shared.module.css';
import { gazetteersQuery, GAZETTEER_KEYS } from './queries.ts';

/** The gazetteers by which addresses are found: taken in, put aside, used again. */
export function GazetteerSection() {
  const { geodata: text } = useText();
  const gazetteers = useQuery(gazetteersQuery);
  const items = gazetteers.data?.items ?? [];
  const service = gazetteers.data?.service ?? null;
  return (
    <>
      <Section title={text.gazetteers} lead={text.gazetteersLead}>
        {service !== null && <Notice>{text.service({ host: service })}</Notice>}
        <ImportGazetteer />
      </Section>
      {gazetteers.isPending && <LoadingRows rows={2} />}
      <ErrorNotice error={gazetteers.error} onRetry={() => void gazetteers.refetch()} />
      {gazetteers.isSuccess && items.length === 0 && (
        <EmptyState title={text.gazetteersNone}>{text.gazetteersNoneMore}</EmptyState>
      )}
      {items.length > 0 && <GazetteerTable items={items} />}
    </>
  );
}

/** Every gazetteer there has been; one that is put aside can be used again. */
function GazetteerTable({ items }: { items: readonly Gazetteer[] }) {
  const { geodata: text } = useText();
  return (
    <Section title={text.gazetteers} flush>
      <DataTable
        label={text.gazetteers}
        head={[
          text.source,
          text.entries,
          text.doors,
          text.importedAt,
          text.importedBy,
          text.state,
          <span key="act" className="visually-hidden">
            {text.act}
          </span>,
        ]}
      >
        {items.map((gazetteer) => (
          <GazetteerRow key={gazetteer.id} gazetteer={gazetteer} />
        ))}
      </DataTable>
    </Section>
  );
}

function GazetteerRow({ gazetteer }: { gazetteer: Gazetteer }) {
  const { geodata: text } = useText();
  const format = useFormat();
  const used = gazetteer.withdrawnAt === null;
  const { report, source } = gazetteer;
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send(_, once) {
      const param = { id: String(gazetteer.id) };
      const one = api.gazetteers[':id'];
      return call(used ? one.withdraw.$post({ param }, once) : one.restore.$post({ param }, once));
    },
    refresh: GAZETTEER_KEYS,
  });
  return (
    <tr>
      <SourceCell of={gazetteer} />
      <td className={shared.nowrap}>{format.number(report.entries, 0)}</td>
      <td className={shared.nowrap}>{format.number(report.doors, 0)}</td>
      <td className={shared.nowrap}>{format.dateTime(gazetteer.importedAt)}</td>
      <td>{gazetteer.importedBy ?? text.byCommand}</td>
      <td>{used ? text.inUse : text.aside}</td>
      <Box component="td" className={`${classes.act} ${shared.nowrap}`} ta="right">
        <Button
          variant="default"
          size="xs"
          loading={write.pending}
          aria-label={used ? text.withdrawOf({ source }) : text.restoreOf({ source })}
          onClick={write.press}
        >
          {used ? text.withdraw : text.restore}
        </Button>
        <ErrorNotice error={write.error} />
      </Box>
    </tr>
  );
}
