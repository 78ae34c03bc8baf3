-- What other modules may know of contact types: the names, of retired ones too, and whether such a contact takes time.

create view contact_type_name as
    select code, name_de, name_en, needs_duration, position from rapport.contact_type;
