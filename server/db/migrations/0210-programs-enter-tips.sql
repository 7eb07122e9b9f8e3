-- Programs read and enter tips, and nothing else. A token that could work on tips goes on entering them; of its other
-- rights to write nothing is left, and a token that held no further ones ends.

update access_token
set rights = array_replace(rights, 'tips:work', 'tips:enter')
where 'tips:work' = any (rights);

update access_token
set revoked_at = now(), revoked_by = created_by
where revoked_at is null and not exists (
  select from unnest(rights) as held where held = 'tips:enter' or held like '%:read'
);

update access_token
set rights = array(
  select held from unnest(rights) as held where held = 'tips:enter' or held like '%:read'
)
where revoked_at is null;
