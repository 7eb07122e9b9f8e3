import type { RemovedPart } from '#server/contract/attachment.ts';

/** Keys that a paper does not need to be read, each with the part that goes with it; null: nothing worth telling. */
export const REMOVED_KEYS: ReadonlyMap<string, RemovedPart | null> = new Map<
  string,
  RemovedPart | null
>([
  ...keys('commands', 'AA OpenAction JS JavaScript PA'),
  ...keys('files', 'EF RF AF EmbeddedFiles Collection'),
  ...keys('media', 'RichMediaContent RichMediaSettings Rendition Renditions Movie Sound 3DD 3DA'),
  ...keys('form_program', 'XFA'),
  ...keys('author', 'Metadata PieceInfo LastModified CreatorInfo Info'),
  ...keys(null, 'Thumb PresSteps RC RV SV PS Alternates OPI Ref DestOutputProfileRef'),
]);

/** Entries that the root of a paper, its tables of names and its form may keep: any other one goes. */
export const KEPT_KEYS = {
  root: new Set(
    'Type Version Pages PageLabels Names Dests ViewerPreferences PageLayout PageMode Outlines MarkInfo StructTreeRoot Lang OutputIntents OCProperties AcroForm Extensions'.split(
      ' ',
    ),
  ),
  names: new Set(['Dests']),
  form: new Set('Fields DR DA Q NeedAppearances'.split(' ')),
};

/** Kinds of actions that do something other than show another place of the same paper. */
export const REMOVED_ACTIONS: ReadonlyMap<string, RemovedPart> = new Map<string, RemovedPart>([
  ...keys('commands', 'JavaScript Launch SubmitForm ResetForm ImportData Hide SetOCGState Trans'),
  ...keys('links', 'URI GoToR GoToE GoToDp Thread Named'),
  ...keys('media', 'Sound Movie Rendition GoTo3DView RichMediaExecute'),
]);

/** Kinds of annotations that are drawn on a page or lead to another place of the same paper; any other one goes. */
export const KEPT_ANNOTATIONS = new Set(
  'Link Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup Widget Watermark Redact'.split(
    ' ',
  ),
);

/** Entries that say who made an annotation, and when. In a field of a form `T` is its name. */
export const ANNOTATION_AUTHOR = 'T M CreationDate NM Subj'.split(' ');

/** Types of dictionaries that carry a file or a film, wherever they stand. */
export const REMOVED_TYPES: ReadonlyMap<string, RemovedPart> = new Map<string, RemovedPart>([
  ...keys('files', 'Filespec EmbeddedFile'),
  ...keys('media', 'Rendition MediaClip 3D'),
  ...keys('author', 'Metadata Thread Bead'),
]);

/** Entries below which a paper chooses the names itself: one of them may be spelled like a key above. */
export const OWN_NAMES = new Set('CharProcs ClassMap RoleMap Dests Colorants'.split(' '));
/** Entries that hold several such lists of names. */
export const LISTS_OF_OWN_NAMES = new Set(['Resources', 'DR', 'AP']);

/** Names without which nothing in a paper can act by itself or carry a file. */
export const ACTIVE_NAMES = new Set([
  ...'JavaScript Launch SubmitForm ImportData GoToR GoToE Rendition RichMedia'.split(' '),
  ...'RichMediaExecute Movie EmbeddedFile EmbeddedFiles FileAttachment XFA'.split(' '),
]);

function keys<Part extends RemovedPart | null>(part: Part, names: string): [string, Part][] {
  return names.split(' ').map((name) => [name, part]);
}
