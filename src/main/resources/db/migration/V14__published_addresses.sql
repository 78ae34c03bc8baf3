-- What other modules may know of addresses.

-- An address with what is its own: how it is called, where it is, how it is reached. A contact person names its company.
create view address_card as
    select id, kind, company_id, rapport.display_name(first_name, name) as name, first_name, name as last_name,
           postcode, town, phone, email,
           -- everything it can be found by, folded: for LIKE with rapport.inside, which an index serves
           search_text
    from rapport.address;

-- The words that an address can be found by, whole and folded.
create view address_word as
    select address_id, token as word from rapport.address_token;
