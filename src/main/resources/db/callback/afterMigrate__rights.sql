-- Flyway runs this at every start, when all migrations are in.
select rapport.protect_what_is_kept();
