-- Everything a contact or a measure can be found by, folded, in both spellings of umlauts; what separates the two is in no
-- stored text. Search with LIKE and rapport.inside.
create function rapport.entry_text(number text, subject text, description text, infotext text) returns text
    language sql immutable parallel safe
    return rapport.fold(number || ' ' || subject || coalesce(' ' || description, '') || coalesce(' ' || infotext, ''))
           || E'\x01'
           || rapport.fold_german(number || ' ' || subject || coalesce(' ' || description, '') || coalesce(' ' || infotext, ''));
