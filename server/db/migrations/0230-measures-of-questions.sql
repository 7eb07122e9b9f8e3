-- The measures of questions are other measures now, and nothing follows from what the earlier ones were: the defaults
-- are brought anew.
delete from setting where key = 'question.patterns';
