/**
 * Tells if the counter of a signature shows a copied key (WebAuthn Level 3, section 6.1.1): a device that counts never
 * signs twice with the same number. Devices that do not count give 0.
 */
export function isCopied(counter: { stored: number; signed: number }): boolean {
  const { stored, signed } = counter;
  return (signed > 0 || stored > 0) && signed <= stored;
}
