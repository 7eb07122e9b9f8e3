import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { categoriesQuery } from '#client/api/points.ts';
import { limitsOf } from '#client/forms/schema-fields.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { today } from '#client/i18n/today.ts';
import { ImportMapping, ImportStatus, type ImportPreview } from '#server/contract/point-import.ts';

import { useImportTarget, useImportText } from './import-target.ts';
import { lacksDocument, setDefault } from './mapping-edits.ts';
import classes from './table-imports.module.css';

type FieldsProps = {
  preview: ImportPreview;
  mapping: ImportMapping;
  onEdit: (mapping: ImportMapping) => void;
};

/** Default values for empty cells. */
export function DefaultFields({ preview, mapping, onEdit }: FieldsProps) {
  const text = useImportText();
  const businesses = useImportTarget() === 'businesses';
  const categories = (useQuery(categoriesQuery).data?.items ?? []).filter(
    ({ kind }) => !businesses || kind === 'business',
  );
  const { defaults } = mapping;
  return (
    <fieldset className={classes.defaults}>
      <legend>{text.imports.defaults}</legend>
      <p className={classes.muted}>{text.imports.defaultsMore}</p>
      <div className={classes.mapping}>
        <NativeSelect
          label={text.imports.defaultCategory}
          value={defaults.category ?? ''}
          data={[
            { value: '', label: text.imports.noDefault },
            ...categories.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            onEdit(setDefault(mapping, 'category', value === '' ? null : value))
          }
        />
        {!businesses && <LifeDefaults preview={preview} mapping={mapping} onEdit={onEdit} />}
      </div>
    </fieldset>
  );
}

/** Defaults that only points need, not businesses: a status, a day and a document that lists it. */
function LifeDefaults({ preview, mapping, onEdit }: FieldsProps) {
  const text = useImportText();
  const { defaults } = mapping;
  return (
    <>
      <NativeSelect
        label={text.imports.defaultStatus}
        value={defaults.status}
        data={ImportStatus.options
          .filter((status) => status !== 'handed_over')
          .map((status) => ({
            value: status,
            label: text.register.status[status],
          }))}
        onChange={({ currentTarget: { value } }) =>
          onEdit(setDefault(mapping, 'status', ImportStatus.parse(value)))
        }
      />
      <DateField
        label={text.imports.defaultListedOn}
        clearable
        clearButtonProps={{ 'aria-label': text.common.clear }}
        maxDate={today()}
        value={defaults.listedOn}
        onChange={(date) => onEdit(setDefault(mapping, 'listedOn', date))}
      />
      <TextInput
        label={text.imports.defaultDocument}
        description={text.imports.defaultDocumentHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        {...limitsOf(ImportMapping, 'defaults.documentNumber')}
        error={lacksDocument(preview, mapping) ? text.common.required : undefined}
        value={defaults.documentNumber ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onEdit(setDefault(mapping, 'documentNumber', value.trim() === '' ? null : value))
        }
      />
    </>
  );
}
