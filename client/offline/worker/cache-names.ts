/** Caches of the product's own files, one a release. */
export const PAGES = 'dia-ban-pages-';
/** Readable answers of releases until 2026-11; `kept-answers.ts` seals them. */
export const FORMER_ANSWERS = 'dia-ban-answers';
/** Answers of the server that the reader has seen or will need, sealed; they belong to one account. */
export const ANSWERS = 'dia-ban-answers-sealed';
/** Tiles of the ground around the own places, with the streets in them. */
export const GROUND = 'dia-ban-ground';
