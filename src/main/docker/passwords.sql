-- After roles.sql, in a new server of the image "postgres". Its superuser keeps none: who is inside the container needs none.
\getenv owner RAPPORT_DB_OWNER_PASSWORD
\getenv application RAPPORT_DB_PASSWORD
alter role rapport_owner password :'owner';
alter role rapport password :'application';
alter role current_user password null;
