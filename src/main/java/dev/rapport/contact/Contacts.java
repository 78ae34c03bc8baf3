package dev.rapport.contact;

import dev.rapport.item.Items;
import org.springframework.data.jpa.repository.Query;

/** All contacts. */
interface Contacts extends Items<Contact> {

    @Override
    @Query(nativeQuery = true, value = """
            select case when current_setting('rapport.trial', true) = 'on' then cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)
                        else nextval('rapport.contact_number_seq') end""")
    long nextNumber();
}
