/** The name of an uploaded file as it may be kept and shown: NFC, one line, at most 200 characters. */
export function nameOfUpload(file: File): string {
  return file.name
    .normalize('NFC')
    .slice(0, 200)
    .replaceAll(/[\p{Cc}\p{Surrogate}]/gu, '');
}
