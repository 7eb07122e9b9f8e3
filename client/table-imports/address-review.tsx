import { Box, Button } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import type { AddressChoice, AddressReview as Review } from '#server/contract/address-review.ts';

import { AddressRow } from './address-row.tsx';
import {
  ADDRESS_FILTERS,
  countUnder,
  nextWaiting,
  rowsUnder,
  withChoice,
  type AddressFilter,
} from './address-rows.ts';
import shared from '#client/ui/shared.module.css';
import classes from './address-review.module.css';

const SHOWN_AT_ONCE = 20;

/** Rows that an address places: what was found for each, and the choice where it may be several places. */
export function AddressReview({
  review,
  choices,
  onChoose,
}: {
  review: Review;
  choices: readonly AddressChoice[];
  onChoose: (choices: AddressChoice[]) => void;
}) {
  const { addressReview: own } = useText();
  const list = useRef<HTMLUListElement>(null);
  const { filter, setFilter, rows, shown, showMore, open, setOpen, goTo } = useShownRows(
    review,
    choices,
  );
  useFocusOn(list, open);
  return (
    <div>
      <h3>{own.title}</h3>
      <p className={classes.lead}>{own.lead}</p>
      <Filters
        value={filter}
        onChange={setFilter}
        countOf={(value) => countUnder(value, review, choices)}
      />
      {rows.length === 0 && <EmptyLine title={own.none} next="addressRows" />}
      <Box
        ref={list}
        component="ul"
        className={classes.rows}
        bd="1px solid var(--db-border)"
        bdrs="md"
        aria-label={own.title}
      >
        {rows.slice(0, shown).map((row) => {
          const next = open === row.line ? nextWaiting(review.rows, choices, row.line) : null;
          return (
            <AddressRow
              key={row.line}
              row={row}
              choices={choices}
              open={open === row.line}
              onToggle={() => setOpen(open === row.line ? null : row.line)}
              onChoose={(decision) => onChoose(withChoice(choices, row, decision))}
              onNext={next === null ? null : () => goTo(next.line)}
            />
          );
        })}
      </Box>
      <More
        shown={shown}
        listed={rows.length}
        total={countUnder(filter, review, choices)}
        onMore={showMore}
      />
    </div>
  );
}

/** The rows under the chosen filter, how many of them show, and the one that is open. */
function useShownRows(review: Review, choices: readonly AddressChoice[]) {
  const [filter, chooseFilter] = useState<AddressFilter>('all');
  const [open, setOpen] = useState<number | null>(null);
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const setFilter = (value: AddressFilter) => {
    chooseFilter(value);
    setShown(SHOWN_AT_ONCE);
  };
  const goTo = (line: number) => {
    chooseFilter('all');
    const place = review.rows.findIndex((row) => row.line === line);
    setShown((now) => Math.max(now, place + 1));
    setOpen(line);
  };
  const rows = rowsUnder(filter, review.rows, choices);
  const showMore = () => setShown(shown + 5 * SHOWN_AT_ONCE);
  return { filter, setFilter, rows, shown, showMore, open, setOpen, goTo };
}

/** The way to further rows, or how many there are that the answer does not list. */
function More({
  shown,
  listed,
  total,
  onMore,
}: {
  shown: number;
  listed: number;
  total: number;
  onMore: () => void;
}) {
  const { addressReview: own, imports } = useText();
  const format = useFormat();
  return (
    <Box mt="xs">
      {listed > shown && (
        <Button variant="default" onClick={onMore}>
          {imports.showMore}
        </Button>
      )}
      {total > listed && listed <= shown && (
        <p className={classes.lead}>
          {own.capped({ shown: format.number(listed, 0), total: format.number(total, 0) })}
        </p>
      )}
    </Box>
  );
}

/** Moves the focus to the next row after a decision, for people who work by keyboard. */
function useFocusOn(list: React.RefObject<HTMLUListElement | null>, line: number | null) {
  useEffect(
    function followTheOpenRow() {
      if (line === null) return;
      list.current?.querySelector<HTMLElement>(`[data-head="${line}"]`)?.focus();
    },
    [list, line],
  );
}

function Filters({
  value,
  onChange,
  countOf,
}: {
  value: AddressFilter;
  onChange: (value: AddressFilter) => void;
  countOf: (value: AddressFilter) => number;
}) {
  const { addressReview: own } = useText();
  const format = useFormat();
  const name = useId();
  return (
    <fieldset className={classes.filters}>
      <legend className={classes.hidden}>{own.filter}</legend>
      {ADDRESS_FILTERS.map((filter) => (
        <label key={filter} className={classes.filter} data-on={filter === value}>
          <input
            type="radio"
            name={name}
            value={filter}
            checked={filter === value}
            onChange={() => onChange(filter)}
          />
          {own.filters[filter]}
          <span className={shared.muted}>{format.number(countOf(filter), 0)}</span>
        </label>
      ))}
    </fieldset>
  );
}
