-- The overview shows the latest recurrences of the city.
create index point_recurring_since_index on point (status_since desc, id)
where status = 'recurring' and merged_into is null;
