import {
  PDFArray,
  PDFDict,
  PDFInvalidObject,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib';

import type { RemovedPart } from '#server/contract/attachment.ts';

import {
  ANNOTATION_AUTHOR,
  KEPT_ANNOTATIONS,
  KEPT_KEYS,
  LISTS_OF_OWN_NAMES,
  OWN_NAMES,
  REMOVED_ACTIONS,
  REMOVED_KEYS,
  REMOVED_TYPES,
} from './paper-parts.ts';

/** Place of a dictionary: `names` has keys of the paper's own choice, `lists` holds such dictionaries. */
type Place = 'plain' | 'names' | 'lists';

/**
 * Removes from a paper whatever acts by itself, leads elsewhere, carries a file or tells its author, and then everything
 * that no page, outline or field needs any more. Changes the paper that it is given.
 * @returns the parts that were removed, each once
 * @throws Error where an object that is needed cannot be read
 */
export function cleanPaper(paper: PDFContext): Set<RemovedPart> {
  return new Cleaner(paper).clean();
}

class Cleaner {
  readonly #paper: PDFContext;
  readonly #removed = new Set<RemovedPart>();
  readonly #reached = new Map<PDFRef, Set<Place>>();
  readonly #waiting: [PDFRef, Place][] = [];

  constructor(paper: PDFContext) {
    this.#paper = paper;
  }

  clean(): Set<RemovedPart> {
    const paper = this.#paper;
    const { Root, Info } = paper.trailerInfo;
    const root = this.#dictOf(Root);
    if (root === null || !(Root instanceof PDFRef)) throw new Error('a paper without a root');
    if (Info !== undefined) this.#removed.add('author');
    paper.trailerInfo = { Root };
    this.#keepOnly(root, KEPT_KEYS.root);
    this.#keepOnly(this.#dictOf(root.get(PDFName.of('Names'))), KEPT_KEYS.names);
    this.#keepOnly(this.#dictOf(root.get(PDFName.of('AcroForm'))), KEPT_KEYS.form);
    this.#reach(Root, 'plain');
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      const [ref, place] = next;
      const object = paper.lookup(ref);
      if (object !== undefined) this.#visit(object, place);
    }
    paper.largestObjectNumber = 0;
    for (const [ref] of paper.enumerateIndirectObjects()) {
      if (!this.#reached.has(ref)) paper.delete(ref);
      else paper.largestObjectNumber = Math.max(paper.largestObjectNumber, ref.objectNumber);
    }
    return this.#removed;
  }

  #dictOf(object: PDFObject | undefined): PDFDict | null {
    const found = object instanceof PDFRef ? this.#paper.lookup(object) : object;
    if (found instanceof PDFStream) return found.dict;
    return found instanceof PDFDict ? found : null;
  }

  #keepOnly(dict: PDFDict | null, kept: ReadonlySet<string>): void {
    if (dict === null) return;
    for (const [key, value] of dict.entries()) {
      const name = key.decodeText();
      if (kept.has(name)) continue;
      // To open at some page of the same paper is no command.
      const ofKey = name === 'OpenAction' ? null : (REMOVED_KEYS.get(name) ?? null);
      const part = this.#removesValue(value) ?? ofKey;
      if (part !== null) this.#removed.add(part);
      dict.delete(key);
    }
  }

  #reach(ref: PDFRef, place: Place): void {
    const places = this.#reached.get(ref) ?? new Set();
    if (places.has(place)) return;
    this.#reached.set(ref, places.add(place));
    this.#waiting.push([ref, place]);
  }

  #visit(object: PDFObject, place: Place): void {
    if (object instanceof PDFRef) this.#reach(object, place);
    else if (object instanceof PDFArray) this.#visitArray(object, place);
    else if (object instanceof PDFDict) this.#visitDict(object, place);
    else if (object instanceof PDFStream) {
      const { dict } = object;
      // A stream whose content is a file elsewhere.
      for (const key of ['F', 'FFilter', 'FDecodeParms']) {
        if (dict.delete(PDFName.of(key))) this.#removed.add('files');
      }
      dict.set(PDFName.Length, PDFNumber.of(object.getContentsSize()));
      this.#visitDict(dict, 'plain');
    } else if (object instanceof PDFInvalidObject) {
      throw new Error('an object of the paper cannot be read');
    }
  }

  #visitArray(array: PDFArray, place: Place): void {
    for (let index = array.size() - 1; index >= 0; index -= 1) {
      const value = array.get(index);
      const part = this.#removesValue(value);
      if (part === null) this.#visit(value, place);
      else {
        this.#removed.add(part);
        array.remove(index);
      }
    }
  }

  #visitDict(dict: PDFDict, place: Place): void {
    if (place === 'plain') this.#cleanOwn(dict);
    for (const [key, value] of dict.entries()) {
      const name = key.decodeText();
      const part =
        this.#removesValue(value) ?? (place === 'names' ? undefined : REMOVED_KEYS.get(name));
      if (part === undefined) {
        if (name === 'Annots' && place === 'plain') this.#keepDrawn(value);
        this.#visit(value, placeBelow(name, place));
      } else {
        if (part !== null) this.#removed.add(part);
        dict.delete(key);
      }
    }
  }

  /** Removes what is known by the kind of the dictionary and not by its key. */
  #cleanOwn(dict: PDFDict): void {
    const subtype = nameIn(dict, 'Subtype');
    if (nameIn(dict, 'Type') === 'Page') dict.delete(PDFName.of('B'));
    if (!dict.has(PDFName.of('Rect')) || subtype === 'Widget') return;
    for (const key of ANNOTATION_AUTHOR) {
      if (dict.delete(PDFName.of(key))) this.#removed.add('author');
    }
  }

  #keepDrawn(value: PDFObject): void {
    const list = value instanceof PDFRef ? this.#paper.lookup(value) : value;
    if (!(list instanceof PDFArray)) return;
    for (let index = list.size() - 1; index >= 0; index -= 1) {
      const annotation = this.#dictOf(list.get(index));
      const subtype = annotation === null ? '' : nameIn(annotation, 'Subtype');
      if (KEPT_ANNOTATIONS.has(subtype)) continue;
      this.#removed.add(subtype === 'FileAttachment' ? 'files' : 'media');
      list.remove(index);
    }
  }

  /** The part that a value belongs to when it must go wherever it stands; otherwise null. */
  #removesValue(value: PDFObject | undefined): RemovedPart | null {
    const dict = this.#dictOf(value);
    if (dict === null) return null;
    const ofType = REMOVED_TYPES.get(nameIn(dict, 'Type'));
    if (ofType !== undefined) return ofType;
    if (dict.has(PDFName.of('EF'))) return 'files';
    if (nameIn(dict, 'Subtype') === 'PS') return 'commands';
    if (dict.has(PDFName.of('JS'))) return this.#looksLikeAction(dict) ? 'commands' : null;
    return REMOVED_ACTIONS.get(nameIn(dict, 'S')) ?? null;
  }

  #looksLikeAction(dict: PDFDict): boolean {
    return dict.has(PDFName.of('S')) || nameIn(dict, 'Type') === 'Action';
  }
}

function placeBelow(name: string, place: Place): Place {
  if (place === 'lists') return 'names';
  if (place === 'names') return 'plain';
  if (LISTS_OF_OWN_NAMES.has(name)) return 'lists';
  return OWN_NAMES.has(name) ? 'names' : 'plain';
}

/** The name that stands under a key, directly or as an object of its own; empty where there is none. */
function nameIn(dict: PDFDict, key: string): string {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : '';
}
