-- Taking the register out is a right of its own. Programs that could read every point go on with their files at night;
-- where the account's role does not have the right, neither has its token.
update access_token
set rights = array_append(rights, 'points:export')
where revoked_at is null and 'points:read' = any (rights) and not 'points:export' = any (rights);
