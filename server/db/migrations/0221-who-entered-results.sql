-- A result that a commune enters of itself is known from it alone. The role of the writer is kept as it was that day; of
-- earlier rows it is not known, and one that is of a commune is taken as the commune's own.
alter table indicator_result add column written_as text;
alter table indicator_result alter column written_as set default actor_role();
