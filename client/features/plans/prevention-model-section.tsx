import { Button } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { Section } from '#client/ui/page.tsx';
import { can } from '#server/contract/permission.ts';
import { PREVENTION_CONTENTS, type PreventionContent } from '#server/contract/prevention-model.ts';

import { ContentDialog } from './content-dialog.tsx';
import { modelQuery } from './queries.ts';
import classes from './plans.module.css';

/** Table of the seven contents of the commune-level model by commune; only communes that reported something. */
export function PreventionModelSection() {
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
    <span className={classes.cell}>
      <Sign size={16} stroke={2} aria-label={content.runs ? own.runs : own.stopped} />
      {format.date(content.effectiveOn)}
      <br />
      {content.documentNumber}
      {content.businesses !== null &&
        ` · ${own.businesses({ count: format.number(content.businesses, 0) })}`}
    </span>
  );
}
