package dev.rapport.measure;

import dev.rapport.item.Items;
import org.springframework.data.jpa.repository.Query;

/** All measures. */
interface Measures extends Items<Measure> {

    @Override
    @Query(nativeQuery = true, value = """
            select case when current_setting('rapport.trial', true) = 'on' then cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)
                        else nextval('rapport.measure_number_seq') end""")
    long nextNumber();
}
