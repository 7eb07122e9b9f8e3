import { Button } from '@mantine/core';

import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { Section } from '#client/ui/page.tsx';
import type { WeeklySignatures } from '#server/contract/weekly-sheet.ts';

import { SignState } from './sign-state.tsx';

/** Signatures of a week by commune, unsigned ones first. */
export function SignatureTable({
  signatures,
  onOpen,
}: {
  signatures: WeeklySignatures;
  onOpen: (communeCode: string) => void;
}) {
  const text = useText();
  const own = text.weeklySheets;
  const format = useFormat();
  const signed = signatures.items.filter((item) => item.signed !== null).length;
  const lead = own.signaturesLead({
    signed: format.number(signed, 0),
    total: format.number(signatures.items.length, 0),
  });
  return (
    <Section title={own.signatures} lead={lead} flush>
      <DataTable label={own.signatures} head={[own.commune, own.state, own.asOfLabel, own.open]}>
        {signatures.items.map(({ commune, signed: signature }) => (
          <tr key={commune.code}>
            <td>{communeName(commune, text)}</td>
            <td>
              <SignState version={signature?.version ?? null} />
              {signature !== null && (
                <div>
                  {own.signedBy({
                    name: signature.signedBy,
                    time: format.dateTime(signature.signedAt),
                  })}
                </div>
              )}
            </td>
            <td>{signature === null ? '–' : format.date(signature.asOf)}</td>
            <td>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={own.openOf({ commune: communeName(commune, text) })}
                onClick={() => onOpen(commune.code)}
              >
                {own.open}
              </Button>
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}
