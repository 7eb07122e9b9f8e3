import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { WriteTeam } from '#server/contract/team.ts';

export function writeTeam(id: number | null, json: WriteTeam) {
  return id === null
    ? call(api.teams.$post({ json }))
    : call(api.teams[':id'].$post({ param: { id: String(id) }, json }));
}

export function retireTeam(id: number) {
  const param = { id: String(id) };
  return call(api.teams[':id'].retire.$post({ param }));
}
