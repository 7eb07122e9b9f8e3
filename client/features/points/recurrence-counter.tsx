/** The count of recurring and suspected points in the title bar; leads to their list. */
export default function RecurrenceCounter() {
  return null;
}
