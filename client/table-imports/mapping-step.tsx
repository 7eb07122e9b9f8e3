import { Box, Button, NativeSelect, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { categoriesQuery } from '#client/api/points.ts';
import { limitsOf } from '#client/forms/schema-fields.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, type Text } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { Section } from '#client/ui/page.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import {
  type ImportField,
  ImportMapping,
  type ImportPreview,
  ImportStatus,
} from '#server/contract/point-import.ts';
import { isMapFormat } from '#server/contract/table-format.ts';

import { FIELDS, useImportTarget, useImportText } from './import-target.ts';
import { assignColumn, fieldsOf, samplesOf, lacksDocument, setDefault } from './mapping-edits.ts';
import shared from '#client/ui/shared.module.css';
import classes from './table-imports.module.css';

type StepProps = {
  preview: ImportPreview;
  mapping: ImportMapping;
  onEdit: (mapping: ImportMapping) => void;
};

/** Step for the meaning of each column, beside its content. */
export function MappingStep(props: StepProps) {
  const { preview, mapping } = props;
  const text = useImportText();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const { shown, hidden } = fieldsOf(mapping, FIELDS[useImportTarget()]);
  return (
    <Section title={text.imports.mappingStep} lead={originOf(preview, text)}>
      {isMapFormat(preview.format) && <p className={classes.note}>{text.imports.ownGeometry}</p>}
      <SimpleGrid className={shared.tops} minColWidth="min(100%, 248px)" spacing="md">
        {[...shown, ...(all ? hidden : [])].map((field) => (
          <ColumnOf key={field} field={field} {...props} />
        ))}
      </SimpleGrid>
      {hidden.length > 0 && (
        <Button
          variant="subtle"
          size="compact-sm"
          mt={12}
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all
            ? text.imports.fewerFields
            : text.imports.moreFields({ count: format.number(hidden.length, 0) })}
        </Button>
      )}
      <DefaultFields {...props} />
    </Section>
  );
}

function ColumnOf({ field, preview, mapping, onEdit }: StepProps & { field: ImportField }) {
  const text = useImportText();
  const column = mapping.columns[field];
  const samples = column === undefined ? [] : samplesOf(preview, column);
  return (
    <NativeSelect
      label={text.imports.field[field]}
      value={column === undefined ? '' : String(column)}
      data={[
        { value: '', label: text.imports.notMapped },
        ...preview.header.map((heading, at) => ({ value: String(at), label: heading })),
      ]}
      error={column === undefined ? missingText(field, preview, text) : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={
        column === undefined ? undefined : (
          <span className={classes.samples}>
            {samples.length === 0
              ? text.imports.noSamples
              : text.imports.samples({ values: samples.join(' · ') })}
          </span>
        )
      }
      onChange={({ currentTarget: { value } }) =>
        onEdit(assignColumn(mapping, field, value === '' ? null : Number(value)))
      }
    />
  );
}

function missingText(field: ImportField, preview: ImportPreview, { imports }: Text) {
  if (!preview.missingFields.includes(field)) return undefined;
  if (field === 'coordinates') return imports.missingPosition;
  return field === 'category' ? imports.missingCategory : imports.missing;
}

function originOf({ mappingOrigin }: ImportPreview, { imports }: Text): string {
  if (mappingOrigin === 'given') return imports.mappingGiven;
  return mappingOrigin === 'remembered' ? imports.mappingRemembered : imports.mappingGuessed;
}

type FieldsProps = {
  preview: ImportPreview;
  mapping: ImportMapping;
  onEdit: (mapping: ImportMapping) => void;
};

/** Default values for empty cells. */
function DefaultFields({ preview, mapping, onEdit }: FieldsProps) {
  const text = useImportText();
  const businesses = useImportTarget() === 'businesses';
  const categories = (useQuery(categoriesQuery).data?.items ?? []).filter(
    ({ kind }) => !businesses || kind === 'business',
  );
  const { defaults } = mapping;
  return (
    <Box component="fieldset" className={classes.defaults} miw={0} m={0} p={0} mt={20} pt="md">
      <legend>{text.imports.defaults}</legend>
      <p className={shared.muted}>{text.imports.defaultsMore}</p>
      <SimpleGrid className={shared.tops} minColWidth="min(100%, 248px)" spacing="md">
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
      </SimpleGrid>
    </Box>
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
      <PlainInput
        label={text.imports.defaultDocument}
        description={text.imports.defaultDocumentHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
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
