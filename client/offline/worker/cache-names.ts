/** Caches of the product's own files, one a release. */
export const PAGES = 'dia-ban-pages-';
/** Answers of the server that the reader has seen or will need; they belong to one account. */
export const ANSWERS = 'dia-ban-answers';
/** Tiles of the ground around the own places, with the streets in them. */
export const GROUND = 'dia-ban-ground';
