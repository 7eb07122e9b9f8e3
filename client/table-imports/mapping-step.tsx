import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';

import { useFormat, type Text } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import type { ImportField, ImportMapping, ImportPreview } from '#server/contract/point-import.ts';
import { isMapFormat } from '#server/contract/table-format.ts';

import { FIELDS, useImportTarget, useImportText } from './import-target.ts';
import { DefaultFields } from './default-fields.tsx';
import { assignColumn, fieldsOf, samplesOf } from './mapping-edits.ts';
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
      <div className={classes.mapping}>
        {[...shown, ...(all ? hidden : [])].map((field) => (
          <ColumnOf key={field} field={field} {...props} />
        ))}
      </div>
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
