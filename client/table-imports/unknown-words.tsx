import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { categoriesQuery } from '#client/api/points.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { NewImportWord, type UnknownWord } from '#server/contract/import-word.ts';

import decisions from './row-decisions.module.css';
import classes from './table-imports.module.css';

/** Words for categories that nobody knows, each with a category to choose; the office remembers it. */
export function UnknownWords({ words }: { words: readonly UnknownWord[] }) {
  const { importWords: own } = useText();
  return (
    <div data-unknown-words>
      <h3>{own.title}</h3>
      <p className={classes.note}>{own.lead}</p>
      <ul className={decisions.words}>
        {words.map((word) => (
          <Word key={word.word} {...word} />
        ))}
      </ul>
    </div>
  );
}

function Word({ word, count }: UnknownWord) {
  const { importWords: own } = useText();
  const format = useFormat();
  const { data } = useQuery(categoriesQuery);
  const write = useWrite({
    initial: { word, category: '' },
    schema: NewImportWord,
    send: (json, once) => call(api['point-imports'].words.$post({ json }, once)),
    words: { category: own.choose },
    said: own.remembered({ word }),
    // The file is read again, and the words are listed again.
    refresh: [['point-imports']],
  });
  return (
    <li data-word={word}>
      <form className={decisions.word} {...write.formProps}>
        <NativeSelect
          label={own.meaning({ word, count: format.number(count, 0) })}
          data={[
            { value: '', label: own.choose },
            ...(data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
          ]}
          {...write.field('category')}
          withAsterisk={false}
        />
        <Button type="submit" variant="default" loading={write.pending}>
          {own.remember}
        </Button>
      </form>
      <ErrorNotice error={write.error} />
    </li>
  );
}
