import { MultiSelect } from '@mantine/core';
import type { ReactNode } from 'react';

import { useLanguage, useText } from '#client/i18n/use-text.ts';
import type { MatchingParameters } from '#server/contract/signal-parameters.ts';

import classes from './signal-measures.module.css';

type Compatibility = MatchingParameters['compatibility'];

/** Fields for the groups of places that each group of signals is compatible with; its own group always is. */
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
  const groups = value.groups.map(({ code, name, nameEn, categories }) => ({
    code,
    categories,
    name: language === 'vi' ? name : nameEn,
  }));
  function choose(from: string, chosen: readonly string[]) {
    const others = value.compatible.filter(([one]) => one !== from);
    const pairs = chosen.map((to): [string, string] => [from, to]);
    onChange({ ...value, compatible: [...others, ...pairs] });
  }
  return (
    <fieldset className={classes.fieldset} data-faulty={error !== undefined}>
      <legend>{own.compatible}</legend>
      <p className={classes.small}>{own.compatibleMore}</p>
      {groups.map(({ code, name, categories }) => (
        <MultiSelect
          key={code}
          label={name}
          description={categories.join(', ')}
          data={groups
            .filter((other) => other.code !== code)
            .map((other) => ({ value: other.code, label: other.name }))}
          value={value.compatible.filter(([from]) => from === code).map(([, to]) => to)}
          onChange={(chosen) => choose(code, chosen)}
        />
      ))}
      {error !== undefined && (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
