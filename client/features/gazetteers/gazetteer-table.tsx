import { Button } from '@mantine/core';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { Section } from '#client/ui/page.tsx';
import type { Gazetteer } from '#server/contract/gazetteer.ts';

import classes from './gazetteers.module.css';
import { useWithdrawGazetteer } from './queries.ts';

/** Every gazetteer there has been; one that is put aside can be used again. */
export function GazetteerTable({ items }: { items: readonly Gazetteer[] }) {
  const { geodata: text } = useText();
  const withdraw = useWithdrawGazetteer();
  return (
    <Section title={text.gazetteers} flush>
      <ErrorNotice error={withdraw.error} />
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
          <GazetteerRow
            key={gazetteer.id}
            gazetteer={gazetteer}
            pending={withdraw.isPending && withdraw.variables.id === gazetteer.id}
            onChange={(withdrawn) => withdraw.mutate({ id: gazetteer.id, withdrawn })}
          />
        ))}
      </DataTable>
    </Section>
  );
}

function GazetteerRow({
  gazetteer,
  pending,
  onChange,
}: {
  gazetteer: Gazetteer;
  pending: boolean;
  onChange: (withdrawn: boolean) => void;
}) {
  const { geodata: text } = useText();
  const format = useFormat();
  const used = gazetteer.withdrawnAt === null;
  const { report, source } = gazetteer;
  return (
    <tr>
      <td className={classes.source}>
        {source}
        <span className={classes.small}>
          {[gazetteer.fileName, gazetteer.licence].filter((part) => part !== null).join(' · ')}
        </span>
      </td>
      <td className={classes.numeric}>{format.number(report.entries, 0)}</td>
      <td className={classes.numeric}>{format.number(report.doors, 0)}</td>
      <td className={classes.numeric}>{format.dateTime(gazetteer.importedAt)}</td>
      <td>{gazetteer.importedBy ?? text.byCommand}</td>
      <td>{used ? text.inUse : text.aside}</td>
      <td className={classes.act}>
        <Button
          variant="default"
          size="xs"
          loading={pending}
          aria-label={used ? text.withdrawOf({ source }) : text.restoreOf({ source })}
          onClick={() => onChange(used)}
        >
          {used ? text.withdraw : text.restore}
        </Button>
      </td>
    </tr>
  );
}
