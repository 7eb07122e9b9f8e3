import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';

import { useLanguage, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import type { MatchingParameters } from '#server/contract/signal-parameters.ts';

import classes from './signal-measures.module.css';

type Compatibility = MatchingParameters['compatibility'];

/** Which group of a signal speaks for places of which: a table of crosses, its own always. */
export function CompatibilityFields({
  value,
  error,
  onChange,
}: {
  value: Compatibility;
  error: ReactNode;
  onChange: (value: Compatibility) => void;
}) {
  const { signalMeasures: own } = useText();
  const { language } = useLanguage();
  const groups = value.groups.map(({ code, name, nameEn }) => ({
    code,
    name: language === 'vi' ? name : nameEn,
  }));
  const isOn = (from: string, to: string) =>
    from === to || value.compatible.some(([one, other]) => one === from && other === to);
  function turn(from: string, to: string, on: boolean) {
    const others = value.compatible.filter(([one, other]) => one !== from || other !== to);
    onChange({ ...value, compatible: on ? [...others, [from, to]] : others });
  }
  return (
    <fieldset className={classes.fieldset} data-faulty={error !== undefined}>
      <legend>{own.compatible}</legend>
      <p className={classes.small}>{own.compatibleMore}</p>
      <DataTable label={own.compatible} head={[own.ofSignal, ...groups.map(({ name }) => name)]}>
        {groups.map((from) => (
          <tr key={from.code}>
            <th scope="row">{from.name}</th>
            {groups.map((to) => (
              <td key={to.code}>
                <Checkbox
                  aria-label={own.speaksFor({ signal: from.name, place: to.name })}
                  checked={isOn(from.code, to.code)}
                  disabled={from.code === to.code}
                  onChange={(event) => turn(from.code, to.code, event.currentTarget.checked)}
                />
              </td>
            ))}
          </tr>
        ))}
      </DataTable>
      {error !== undefined && (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
