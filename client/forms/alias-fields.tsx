import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import fields from '#client/ui/field-group.module.css';

import classes from './forms.module.css';
import shared from '#client/ui/shared.module.css';
import type { FieldProps } from './use-write.ts';

export type AliasDraft = { name: string; source: string };

const MOST_ALIASES = 20;

/** Names that people or old papers use for the place, each with where it comes from. */
export function AliasFields({
  aliases,
  field,
  onAdd,
  onRemove,
}: {
  aliases: readonly AliasDraft[];
  field: FieldProps;
  onAdd: () => void;
  onRemove: (index: number) => void;
}) {
  const { pointActs: text, placeFacts } = useText();
  const format = useFormat();
  return (
    <fieldset className={`${fields.group} ${classes.aliases}`}>
      <legend>{placeFacts.aliases}</legend>
      <p className={shared.note}>{text.aliasesMore}</p>
      {aliases.map((alias, index) => (
        // Rows have no identity but their place.
        <div key={index} className={classes.alias}>
          <TextInput
            aria-label={text.alias({ number: format.number(index + 1, 0) })}
            placeholder={placeFacts.aliases}
            {...field(`aliases.${index}.name`)}
          />
          <TextInput
            aria-label={text.aliasSource}
            placeholder={text.aliasSource}
            {...field(`aliases.${index}.source`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={text.removeAlias({ name: alias.name })}
            onClick={() => onRemove(index)}
          >
            <IconTrash size={18} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      {aliases.length < MOST_ALIASES && (
        <Button
          className={shared.start ?? ''}
          variant="subtle"
          c="var(--db-accent)"
          size="compact-sm"
          leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />}
          onClick={onAdd}
        >
          {text.addAlias}
        </Button>
      )}
    </fieldset>
  );
}

/** Rows without a name say nothing. */
export function namedAliases(aliases: readonly AliasDraft[]) {
  return aliases
    .filter((alias) => alias.name.trim() !== '')
    .map((alias) => ({ name: alias.name.trim(), source: alias.source.trim() || null }));
}
