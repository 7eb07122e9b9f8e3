import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { layersIn } from '#client/forms/layers-found.ts';
import { systemsIn } from '#client/forms/source-systems.ts';
import { keepFile } from '#client/ui/file-drop.tsx';
import type { AddressChoice } from '#server/contract/address-review.ts';
import type { SystemSuggestion } from '#server/contract/boundary.ts';
import type { DuplicateChoice } from '#server/contract/import-duplicate.ts';
import type { ImportMapping, ImportPreview } from '#server/contract/point-import.ts';

import { offersOf, type ConsentOffer } from './consent-offers.ts';
import { useImportTarget } from './import-target.ts';
import { importPreviewQuery, type ChosenFile, type ImportAnswers } from './queries.ts';

/** Long enough not to send the file for every letter of a document number. */
const REST_MS = 500;

const NOTHING: ImportAnswers = {
  layer: null,
  sourceSrid: null,
  mapping: null,
  choices: [],
  duplicates: [],
};
const NO_FILE: ChosenFile = { number: 0, file: new File([], '') };

export type ImportFileState = {
  chosen: ChosenFile | null;
  preview: ImportPreview | null;
  /** The mapping on the screen, perhaps ahead of the preview. */
  mapping: ImportMapping | null;
  offers: ConsentOffer[];
  /** The preview is behind the mapping, or there is none yet. */
  checking: boolean;
  error: unknown;
  /** Layers to choose from, and the chosen one; empty where the file has one. */
  layers: readonly string[];
  layer: string | null;
  /** Systems that put a map file into the city, where its own is missing or doubtful; the likeliest first. */
  systems: readonly SystemSuggestion[];
  /** EPSG number of the chosen system; null: as the file says. */
  sourceSrid: number | null;
  /** Choices for rows that an address places. */
  choices: AddressChoice[];
  /** Decisions about rows that may be there already. */
  duplicates: DuplicateChoice[];
  choose: (file: File) => void;
  clear: () => void;
  edit: (mapping: ImportMapping) => void;
  decide: (choices: AddressChoice[]) => void;
  decideDuplicates: (duplicates: DuplicateChoice[]) => void;
  /** Reads another layer, whose columns have nothing to do with those of the one before. */
  chooseLayer: (layer: string | null) => void;
  /** Reads a map file in another system. */
  chooseSystem: (srid: number | null) => void;
  retry: () => void;
};

/** The chosen file, how it is to be read, and what the server says would come of it. */
export function useImportFile(): ImportFileState {
  const target = useImportTarget();
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [unreadable, setUnreadable] = useState<unknown>(null);
  const [given, setGiven] = useState<ImportAnswers>(NOTHING);
  const [rested] = useDebouncedValue(given, REST_MS);
  const [among, setAmong] = useState<readonly string[]>([]);
  const choices = useRef(0);
  const number = chosen?.number ?? 0;
  // An edit of the file before must not be tried on this one while it comes to rest.
  const asked = given === NOTHING ? NOTHING : rested;
  const query = useQuery({
    ...importPreviewQuery(target, chosen ?? NO_FILE, asked),
    enabled: chosen !== null,
    placeholderData: (data, previous) => (previous?.queryKey[2] === number ? data : undefined),
  });
  const preview = query.data ?? null;
  const layers = among.length > 0 ? among : layersIn(query.error);
  const offers = useOffers(preview, number);

  const take = (file: File | null) => {
    setGiven(NOTHING);
    setAmong([]);
    setUnreadable(null);
    choices.current += 1;
    setChosen(file === null ? null : { number: choices.current, file });
  };
  return {
    chosen,
    preview,
    mapping: given.mapping ?? preview?.mapping ?? null,
    choices: given.choices,
    duplicates: given.duplicates,
    offers,
    checking: query.isFetching || given !== asked || query.isPlaceholderData,
    error: unreadable ?? query.error,
    layers,
    layer: given.layer,
    systems: preview?.systemSuggestions ?? systemsIn(query.error),
    sourceSrid: given.sourceSrid,
    choose: (file) => {
      keepFile(file).then(take, setUnreadable);
    },
    clear: () => take(null),
    edit: (mapping) => setGiven((now) => ({ ...now, mapping })),
    decide: (choices) => setGiven((now) => ({ ...now, choices })),
    decideDuplicates: (duplicates) => setGiven((now) => ({ ...now, duplicates })),
    chooseLayer: (layer) => {
      setAmong(layers);
      setGiven({ ...NOTHING, layer });
    },
    chooseSystem: (sourceSrid) => setGiven((now) => ({ ...now, sourceSrid })),
    retry: () => void query.refetch(),
  };
}

/** Offers outlive the preview that made them: what was agreed to is not asked any more. */
function useOffers(preview: ImportPreview | null, number: number): ConsentOffer[] {
  const [known, setKnown] = useState<{
    preview: ImportPreview | null;
    number: number;
    offers: ConsentOffer[];
  }>({ preview: null, number, offers: [] });
  if (known.preview === preview) return known.offers;
  const before = known.number === number ? known.offers : [];
  const offers = preview === null ? [] : offersOf(preview, before);
  setKnown({ preview, number, offers });
  return offers;
}
