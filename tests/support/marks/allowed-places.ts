/** Words in the EXIF of a photo: no field of a form, and planted all the same. */
export const EXIF = 'file (EXIF)';

/** Signs of the places where a word may be seen. */
export const PLACES: Readonly<Record<string, string>> = {
  D: 'database',
  B: 'backup',
  K: 'data folder',
  c: 'coordinator',
  a: 'analyst',
  p: 'planner',
  l: 'leader',
  o: 'officer',
  i: 'inspector',
  A: 'admin',
  L: 'auditor',
  x: 'leader of another commune',
  n: 'nobody signed in',
  t: 'token',
  F: 'files of those who may read it',
  R: 'report for inside',
  M: 'mail',
  N: 'push',
  W: 'webhook',
  G: 'log of the program',
  S: 'figures of the program',
};

/**
 * Fields by route, but for those in `tests/features/<noun>/marks.txt`, under the signs of the places where they may be seen. An inspector sees the record of each place on
 * the own route, and which those are is partly drawn.
 */
export const TABLE = `
nowhere: secrets and proofs of a person, and what a photo says of its telephone
  POST /api/auth/link/read: token
  POST /api/auth/link/use: code, newPassword, token
  POST /api/auth/passkey/sign-in: credential.id, credential.rawId, credential.response.authenticatorData, credential.response.clientDataJSON, credential.response.signature
  POST /api/auth/sign-in/username: password, username
  POST /api/auth/single-sign-on/bind: code, password
  POST /api/auth/single-sign-on/finish: code, error, iss, state
  POST /api/auth/single-sign-on/logout: logout_token
  POST /api/auth/two-factor/disable: password
  POST /api/auth/two-factor/enable: password
  POST /api/auth/two-factor/verify-backup-code: code
  POST /api/auth/two-factor/verify-totp: code
  POST /api/me/confirm: code, credential.id, credential.rawId, credential.response.authenticatorData, credential.response.clientDataJSON, credential.response.signature, password
  POST /api/me/passkeys: credential.id, credential.rawId, credential.response.attestationObject, credential.response.clientDataJSON, credential.response.transports.[]
  POST /api/me/passkeys/options: code, password
  POST /api/me/password: currentPassword, newPassword
  POST /api/me/push/end: endpoint
  POST /api/me/unsent-keys: sealed.[]
  POST /api/me/single-sign-on/bind: password
  POST /api/me/single-sign-on/unbind: password
  POST /api/attachments: file (EXIF)
nowhere: codes of things that are known, and layouts of tables
  POST /api/boundaries: layer
  POST /api/exports: view
  POST /api/gazetteers: columns
  POST /api/inspection-object-imports: choices, duplicates, layer, mapping
  POST /api/intake/tips: category
  POST /api/osm-imports: parts
  POST /api/plans/{id}/allotments: code
  POST /api/plans/{id}/amendments: changes.[].code
  POST /api/plans/{id}/indicators: code, partOf, points.[].code
  POST /api/plans/{id}/results: code
  POST /api/point-imports: choices, duplicates, layer, mapping
  POST /api/reports/analyses: analysis.groups.[]
  POST /api/signal-rematches: value.compatible.[].[], value.groups.[].code
  POST /api/teams: memberIds.[]
  POST /api/teams/{id}: memberIds.[]
  POST /api/tip-clocks/rules: extensions.[].approver
  POST /api/tips: category
  POST /api/tips/{id}/classify: category
nowhere: asked of a second person, in the words of the acts above
  POST /api/proposals: accountId, act.category, act.changes.[].code, act.changes.[].reason, act.code, act.documentNumber, act.event.documentNumber, act.event.grounds, act.event.note, act.extensions.[].approver, act.name, act.note, act.number, act.origin, act.point.address, act.point.aliases.[].name, act.point.aliases.[].source, act.point.officialName, act.reason, act.signerTitle, act.source
nowhere: read, and not kept
  POST /api/boundaries/preview: file, layer
  POST /api/gazetteers/preview: columns, file
  POST /api/geocoding/batch: addresses.[]
  POST /api/inspection-object-imports/preview: choices, duplicates, file, layer, mapping
  POST /api/osm-imports/preview: file
  POST /api/point-imports/preview: choices, duplicates, file, layer, mapping
  POST /api/point-imports/refused: choices, duplicates, file, layer, mapping
  POST /api/roads/preview: file
  POST /api/tip-imports/preview: file
  POST /api/tip-imports/refused: file
D
  POST /api/inspection-objects: address, name
  POST /api/reports/{id}/return: reason
  POST /api/route-recurrences: title
  POST /api/teams: name, templates.[].name
  POST /api/views: name, search.*
DB
  POST /api/communes/former-names: source
  POST /api/gazetteers: file
  POST /api/intake/tips: channelNumber
  POST /api/me/passkeys: name
  POST /api/roads: file
  POST /api/services/entries: address, area, hours, name, offers, source, website
DBA
  POST /api/accounts: name, username
  POST /api/boundaries: file, licence
  POST /api/gazetteers: licence, source
  POST /api/roads: licence, source
DBL
  POST /api/exports: purpose
DBLR
  POST /api/reports/{id}/documents: purpose
DBR
  POST /api/reports/drafts: reason, remark
DBa
  POST /api/tokens: name
DBaL
  POST /api/tokens: purpose
DBca
  POST /api/analysis/populations: source
  POST /api/proposals/{id}/withdraw: reason
  POST /api/proposals/{id}/refuse: reason
  POST /api/point-imports/words: word
DBcalo
  POST /api/tips/{id}/papers: reason
  POST /api/intake/tips: placeName
  POST /api/prevention-model: documentNumber
  POST /api/tip-imports: file
  POST /api/tips: channelNumber
  POST /api/tips/{id}/accept: note
  POST /api/tips/{id}/classify: note
  POST /api/tips/{id}/extend: note
  POST /api/tips/{id}/forward: authority, note
  POST /api/tips/{id}/handle: note
  POST /api/tips/{id}/resume: note
  POST /api/tips/{id}/suspend: note
  POST /api/tips/{id}/verify: note
DBcaloALt
  POST /api/tip-sources: name
DBcaloAx
  POST /api/boundaries: source
DBcaloL
  POST /api/tips/{id}/accept: documentNumber
  POST /api/tips/{id}/classify: documentNumber
  POST /api/tips/{id}/extend: documentNumber
  POST /api/tips/{id}/forward: documentNumber
  POST /api/tips/{id}/handle: documentNumber
  POST /api/tips/{id}/resume: documentNumber
  POST /api/tips/{id}/suspend: documentNumber
  POST /api/tips/{id}/verify: documentNumber
DBcaloLx
  POST /api/tips/{id}/transfer: documentNumber
  POST /api/plans/{id}/amendments: number
DBcaloLxR
  POST /api/plans/{id}/issue: number
DBcalox
  POST /api/tips/{id}/transfer: note
  POST /api/tip-transfers/{id}/refuse: reason
  POST /api/tip-transfers/{id}/withdraw: reason
  POST /api/plans/{id}/allotments: documentNumber, reason
  POST /api/plans/{id}/amendments: changes.[].reason, signerTitle
  POST /api/plans/{id}/indicators: denominator.source, denominator.unit, leadAgency, note, unit
  POST /api/plans/{id}/issue: signerTitle
  POST /api/plans/{id}/results: documentNumber, reason
  POST /api/reports/periods: origin
  POST /api/tips: placeName, policeNumber
DBcaloxR
  POST /api/plans/{id}/indicators: wording
DBcapAt
  POST /api/signal-rematches: origin, value.groups.[].name, value.groups.[].nameEn
DBcapi
  POST /api/routes/{id}/unplanned: name
DBcaploiLt
  POST /api/attachments: documentNumber
  POST /api/events/{id}/annul: documentNumber
  POST /api/handovers/{id}/confirm: documentNumber
  POST /api/handovers/{id}/withdraw: documentNumber
  POST /api/points/{id}/checks: documentNumber
  POST /api/points/{id}/correct: documentNumber
  POST /api/points/{id}/decline: documentNumber
  POST /api/points/{id}/delist: documentNumber
  POST /api/points/{id}/mark-recurring: documentNumber
  POST /api/points/{id}/merge: documentNumber
  POST /api/points/{id}/undo-merge: documentNumber
  POST /api/signals/{id}/appeal: documentNumber
  POST /api/signals/{id}/appeal/answer: documentNumber
  POST /api/signals/{id}/confirm: documentNumber
  POST /api/signals/{id}/reject: documentNumber
DBcaploi
  POST /api/routes/{id}/finish: reason
  POST /api/routes/{id}/publish: randomShareReason
  POST /api/routes/{id}/results: note, reason
DBcaploiALxnt
  POST /api/osm-imports: licence, source
  POST /api/services/entries/{id}/change: address, area, hours, name, offers, source, website
DBcaploiALxt
  POST /api/check-schedules: origin
  POST /api/communes/former-names: file
  POST /api/osm-imports: file
  POST /api/tip-clocks/days: name
  POST /api/tip-clocks/rules: origin
DBcaploiF
  POST /api/inspection-objects/{id}/change: name
  POST /api/routes: title
  POST /api/teams/{id}: name
DBcaploiLt
  POST /api/handovers/{id}/refuse: documentNumber
  POST /api/handovers/{id}/respond: documentNumber
  POST /api/points/{id}/eliminate: documentNumber
  POST /api/points/{id}/handovers: documentNumber
  POST /api/points/{id}/recognise: documentNumber
DBcaploit
  POST /api/handovers/{id}/refuse: note, reasonText
  POST /api/handovers/{id}/respond: note, text
  POST /api/points: aliases.[].name, aliases.[].source, documentNumber, grounds, note
  POST /api/points/{id}/eliminate: note
  POST /api/points/{id}/handovers: grounds, note
  POST /api/points/{id}/recognise: note
  POST /api/routes/{id}/unplanned: result.note
DBcaploitF
  POST /api/points: officialName
DBcaploit
  POST /api/points/{id}/papers: reason
  POST /api/attachments/{id}/withdraw: reason
  POST /api/events/{id}/annul: reason
  POST /api/handovers/{id}/confirm: note
  POST /api/handovers/{id}/withdraw: note, reason
  POST /api/points/{id}/checks: note, reason
  POST /api/points/{id}/correct: event.documentNumber, event.grounds, event.note, note, point.address, point.aliases.[].name, point.aliases.[].source, reason
  POST /api/points/{id}/decline: note, reason
  POST /api/points/{id}/delist: note, reason
  POST /api/points/{id}/mark-recurring: grounds, note
  POST /api/points/{id}/merge: note, reason
  POST /api/points/{id}/replies: documentNumbers.[], words
  POST /api/points/{id}/undo-merge: note, reason
  POST /api/signals/{id}/appeal: reason
  POST /api/signals/{id}/appeal/answer: reason
  POST /api/signals/{id}/confirm: note, reason
  POST /api/signals/{id}/new-point: reason
  POST /api/signals/{id}/reject: note, reason
DBcaploitF
  POST /api/point-imports: file
  POST /api/points/{id}/correct: point.officialName
  POST /api/signals/{id}/new-point: officialName
DBcplo
  POST /api/inspection-object-imports: file
  POST /api/inspection-quotas: documentNumber
DBcploi
  POST /api/inspection-objects/{id}/change: address
  POST /api/inspection-objects/{id}/close: reason
  POST /api/inspection-objects/{id}/reopen: reason
  POST /api/inspection-objects/{id}/inspections: documentNumber, note, obstacle
  POST /api/inspection-objects/{id}/inspections/{inspectionId}/withdraw: reason
  POST /api/inspection-objects/{id}/papers: reason
DBl
  POST /api/me/reminders: address
DBlN
  POST /api/me/push: endpoint
DBlx
  POST /api/views/{id}/change: name, search.*
DBp
  POST /api/route-recurrences/{id}: title
  POST /api/routes/{id}/copy: title
  POST /api/teams/{id}: templates.[].name
DBpi
  POST /api/routes/{id}/withdraw: reason
  POST /api/routes/{id}/messages: body
Kcaplot
  POST /api/attachments: file
`;
