import { Box, Button, Flex, Skeleton, Stack } from '@mantine/core';
import { IconArrowDown, IconChevronDown } from '@tabler/icons-react';
import { lazy, Suspense, useId, useState, type ReactNode } from 'react';

import { PlaceField } from '#client/forms/place-field.tsx';
import { errorMetresOf, type Place, placeWithin } from '#client/forms/place.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { AddressChoice, HandPlace, ReviewedAddress } from '#server/contract/address-review.ts';
import type { PlaceCandidate } from '#server/contract/geocoding.ts';
import shared from '#client/ui/shared.module.css';

import classes from './address-review.module.css';
import { decisionOf, handPlaceOf, type Decision } from './address-rows.ts';

// The map is most of the weight, and only a row that is looked at needs it.
const CandidateMap = lazy(() => import('./candidate-map.tsx'));

type RowProps = {
  row: ReviewedAddress;
  choices: readonly AddressChoice[];
  open: boolean;
  onToggle: () => void;
  onChoose: (decision: Decision) => void;
  onNext: (() => void) | null;
};

/** One row: what it is, what was found, and when open the places to choose from. */
export function AddressRow({ row, choices, open, onToggle, onChoose, onNext }: RowProps) {
  const { addressReview: own } = useText();
  const panel = useId();
  const decision = decisionOf(row, choices);
  return (
    <li className={classes.row}>
      <button
        type="button"
        className={classes.head}
        data-head={row.line}
        aria-expanded={open}
        aria-controls={open ? panel : undefined}
        onClick={onToggle}
      >
        <Flex component="span" direction="column" miw={0}>
          <Box component="span" className={shared.wrap} fw={500}>
            {row.officialName}
          </Box>
          <span className={`${shared.aside} ${shared.wrap}`}>
            {own.line({ line: String(row.line), address: row.address })}
          </span>
        </Flex>
        <State row={row} decision={decision} />
        <IconChevronDown size={18} stroke={1.6} aria-hidden="true" className={classes.chevron} />
      </button>
      {open && <Panel {...{ row, decision, onChoose, onNext }} id={panel} />}
    </li>
  );
}

/** The places on a map beside their list; for another place, and where there is none, a map to put it on. */
function Panel({
  id,
  ...given
}: Pick<RowProps, 'row' | 'onChoose' | 'onNext'> & { id: string; decision: Decision }) {
  const { row, decision, onChoose } = given;
  const [elsewhere, setElsewhere] = useState(false);
  const none = row.candidates.length === 0;
  const byHand = none || elsewhere || handPlaceOf(decision) !== null;
  return (
    <div id={id} className={classes.panel}>
      {byHand ? (
        <HandPlaceField row={row} place={handPlaceOf(decision)} onPlace={onChoose} />
      ) : (
        <div className={classes.map}>
          <Suspense fallback={<Skeleton height="100%" radius={6} />}>
            <CandidateMap row={row} decision={decision} onChoose={onChoose} />
          </Suspense>
        </div>
      )}
      <Choices
        {...given}
        byHand={byHand}
        onChoose={(next) => {
          setElsewhere(false);
          onChoose(next);
        }}
        onElsewhere={() => {
          setElsewhere(true);
          onChoose(null);
        }}
      />
    </div>
  );
}

/** Said by a word and a colour: used as, waits, left out, not found. */
function State({ row, decision }: { row: ReviewedAddress; decision: Decision }) {
  const { addressReview: own, geocoding } = useText();
  const format = useFormat();
  const used = typeof decision === 'number' ? row.candidates[decision] : undefined;
  const place = handPlaceOf(decision);
  if (place !== null) {
    const radius = 'errorMetres' in place ? place.errorMetres : row.byHand?.radiusMetres;
    const outside = row.byHand?.outsideCity === true;
    return (
      <span className={classes.state} data-tone={outside ? 'bad' : 'good'}>
        {outside ? own.handOutside : own.byHand}
        {radius !== undefined && !outside && (
          <Box component="span" c="dimmed" fw={400}>
            {geocoding.within({ distance: format.distance(radius) })}
          </Box>
        )}
      </span>
    );
  }
  const tone = used !== undefined ? 'good' : decision === 'left_out' ? 'out' : 'waits';
  const words =
    used !== undefined
      ? geocoding.precision[used.precision]
      : decision === 'left_out'
        ? own.leftOut
        : own.state[row.grade]({ count: format.number(row.candidates.length, 0) });
  return (
    <span className={classes.state} data-tone={row.grade === 'not_found' ? 'bad' : tone}>
      {words}
      {used !== undefined && (
        <Box component="span" c="dimmed" fw={400}>
          {geocoding.within({ distance: format.distance(used.radiusMetres) })}
        </Box>
      )}
    </span>
  );
}

function Choices({
  row,
  decision,
  byHand,
  onChoose,
  onElsewhere,
  onNext,
}: Pick<RowProps, 'row' | 'onChoose' | 'onNext'> & {
  decision: Decision;
  byHand: boolean;
  onElsewhere: () => void;
}) {
  const { addressReview: own } = useText();
  const name = useId();
  return (
    <div>
      {row.candidates.length === 0 && <p className={classes.lead}>{own.notFoundMore}</p>}
      <fieldset className={classes.choices}>
        <legend>{own.choose}</legend>
        {row.candidates.map((candidate, place) => (
          <Choice
            key={candidate.position.join()}
            name={name}
            checked={!byHand && decision === place}
            onChoose={() => onChoose(place)}
          >
            <Candidate letter={letterOf(place)} candidate={candidate} />
          </Choice>
        ))}
        <Choice name={name} checked={byHand && decision !== 'left_out'} onChoose={onElsewhere}>
          <span>{row.candidates.length === 0 ? own.handHere : own.handElsewhere}</span>
        </Choice>
        <Choice name={name} checked={decision === 'left_out'} onChoose={() => onChoose('left_out')}>
          <span>{own.leaveOut}</span>
        </Choice>
      </fieldset>
      {onNext !== null && (
        <Button
          variant="default"
          leftSection={<IconArrowDown size={16} stroke={1.6} aria-hidden="true" />}
          onClick={onNext}
        >
          {own.next}
        </Button>
      )}
    </div>
  );
}

function Choice({
  name,
  checked,
  onChoose,
  children,
}: {
  /** Joins the choices of one row. */
  name: string;
  checked: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <label className={classes.choice}>
      <input type="radio" name={name} checked={checked} onChange={onChoose} />
      {children}
    </label>
  );
}

function Candidate({ letter, candidate }: { letter: string; candidate: PlaceCandidate }) {
  const { geocoding } = useText();
  const format = useFormat();
  const { label, precision, radiusMetres, commune, source, basis } = candidate;
  const from = source.kind === 'communes' ? geocoding.communes : source.name;
  return (
    <Flex component="span" direction="column" miw={0}>
      <Box component="span" className={shared.wrap} fw={500}>
        {letter}. {label}
        {commune !== null && `, ${commune}`}
      </Box>
      <span className={`${shared.aside} ${shared.wrap}`}>
        {[
          geocoding.precision[precision],
          geocoding.within({ distance: format.distance(radiusMetres) }),
          ...(basis.length > 0 ? [geocoding.basis({ names: basis.join(', ') })] : []),
          geocoding.from({ source: from }),
        ].join(' · ')}
      </span>
    </Flex>
  );
}

/** The mark of a candidate in the list and on the map. */
export function letterOf(place: number): string {
  return String.fromCodePoint(65 + place);
}

/** Field for the place of a row: by a press on the map, search, coordinates, or a commune alone. */
function HandPlaceField({
  row,
  place,
  onPlace,
}: {
  row: ReviewedAddress;
  place: HandPlace | null;
  onPlace: (place: HandPlace | null) => void;
}) {
  const { addressReview: own } = useText();
  return (
    <Stack gap="xs" miw={0}>
      <PlaceField
        legend={own.handTitle({ name: row.officialName })}
        value={fieldValueOf(place)}
        error={place !== null && row.byHand?.outsideCity === true ? own.handOutsideMore : undefined}
        onChange={(value) => onPlace(handPlaceFrom(value))}
      />
      <p className={classes.lead}>{own.handMore}</p>
    </Stack>
  );
}

function fieldValueOf(place: HandPlace | null): Place {
  if (place === null) return { kind: 'none' };
  if ('communeId' in place) return { kind: 'commune', communeId: place.communeId };
  return placeWithin(place.position, place.errorMetres);
}

function handPlaceFrom(value: Place): HandPlace | null {
  if (value.kind === 'none') return null;
  if (value.kind === 'commune') return { communeId: value.communeId };
  return { position: value.position, errorMetres: errorMetresOf(value) };
}
