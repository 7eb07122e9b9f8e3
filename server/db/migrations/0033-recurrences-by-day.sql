-- Recurrences of a week or a year, without reading every cycle.

create index cycle_recurrence_index on cycle (opened_on) where opened_by = 'recurrence_confirmed';
