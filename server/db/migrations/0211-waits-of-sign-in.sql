-- The moment that the next try of a password has to wait for. It is told once and kept: what others try meanwhile does
-- not move it.
alter table sign_in_attempt add column ready_at timestamptz;
