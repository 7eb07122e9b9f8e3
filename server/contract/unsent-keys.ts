/** Keys of unsent work that are opened by one request. Apart from its schema, which the sign-in would load too. */
export const MOST_UNSENT_KEYS = 200;
