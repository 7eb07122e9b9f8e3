/** Answers of the server that the reader has seen or will need; they belong to one account. */
export const ANSWERS = 'dia-ban-answers';
