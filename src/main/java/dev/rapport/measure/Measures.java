package dev.rapport.measure;

import dev.rapport.item.Items;
import org.springframework.data.jpa.repository.Query;

/** All measures. */
interface Measures extends Items<Measure> {

    @Override
    @Query(nativeQuery = true, value = """
            select case when current_setting('rapport.trial', true) = 'on' then 0
                        else nextval('rapport.measure_number_seq') end""")
    long nextNumber();
}
