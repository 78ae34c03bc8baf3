-- Whoever reads a rehearsal reads its refusals in a language of their own, whatever that of whoever asked for it.
-- What was kept before is known in one language only.

update rehearsal_item
set now = jsonb_set(now #- '{refused,sentence}', '{refused,sentences}',
                    jsonb_build_object('de', now #> '{refused,sentence}', 'en', now #> '{refused,sentence}'))
where now #> '{refused,sentence}' is not null;
update rehearsal_item
set before = jsonb_set(before #- '{refused,sentence}', '{refused,sentences}',
                       jsonb_build_object('de', before #> '{refused,sentence}', 'en', before #> '{refused,sentence}'))
where before #> '{refused,sentence}' is not null;

-- read and written by the version before only
alter table rehearsal alter column language drop not null;
