import { foldText } from '#server/contract/text.ts';

const LONGEST = 100;
/** Line ends, tabs and other controls; invisible marks that turn the direction of text or join letters. */
const CONTROLS = /\p{Cc}+/gu;
const INVISIBLE = /[\p{Cf}\p{Cs}\p{Co}\p{Cn}]+/gu;
const MARKUP = /[<>{}]|&[#\w]{1,10};|:\/\/|\bwww\./i;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const TELEPHONE = /\d(?:[ .-]?\d){7,}/;
/** Folded words that name health or outreach sites (see DESIGN §6): not even a street is shown by such a name. */
const SITES = [
  'benh vien',
  'benh xa',
  'phong kham',
  'tram xa',
  'y te',
  'nha thuoc',
  'methadone',
  'cai nghien',
  'phuc hoi chuc nang',
  'tam than',
  'bao tro xa hoi',
  'hiv',
  'hospital',
  'clinic',
  'pharmacy',
  'medical',
  'health',
  'rehab',
];
/**
 * First words of a street's name, folded. Paths and service roads may carry the name of the business or house that they
 * lead to, so these are named only when the name begins with such a word.
 */
const STREET_WORD =
  /^(duong|pho|ngo|ngach|hem|kiet|cau|ham|dai lo|dai duong|quoc lo|tinh lo|huyen lo|ql|tl|dt|de|bo|doc|ven|alley|lane|street|road|bridge)\b/;

/** The name under which a thing may be shown, on one line without invisible marks; null for none. */
export function shownName(given: string | undefined): string | null {
  if (given === undefined || given.length > 4 * LONGEST) return null;
  const name = given
    .normalize('NFC')
    .replace(CONTROLS, ' ')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (name.length > LONGEST || !LETTER_OR_DIGIT.test(name)) return null;
  if (MARKUP.test(name) || TELEPHONE.test(name)) return null;
  return namesSite(name) ? null : name;
}

function namesSite(name: string): boolean {
  const words = ` ${foldText(name).replace(/[^a-z0-9]+/g, ' ')}`;
  return SITES.some((site) => words.includes(` ${site}`));
}

/** The name of a path or service road: shown only when it is the name of a street. */
export function shownSmallStreetName(given: string | undefined): string | null {
  const name = shownName(given);
  return name !== null && STREET_WORD.test(foldText(name)) ? name : null;
}
