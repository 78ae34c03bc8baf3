package dev.rapport.lists.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class EntryQueryTest {

    @Test
    void readsEachByItsName() throws ReflectiveOperationException {
        for (RecordComponent part : EntryQuery.class.getRecordComponents()) {
            Map<String, String[]> sent = Map.of(part.getName(), new String[] {"x"});
            EntryQuery query = EntryQuery.of(sent::get);
            for (RecordComponent other : EntryQuery.class.getRecordComponents()) {
                Object read = other.getAccessor().invoke(query);
                Object expected = other.getType() == List.class ? List.of("x") : "x";
                assertThat(read)
                        .as(other.getName())
                        .isEqualTo(other.getName().equals(part.getName()) ? expected : null);
            }
        }
    }

    @Test
    void readsSeveralValuesApartOrWithCommas() {
        Map<String, String[]> sent = Map.of(
                "type", new String[] {"CALL", "VISIT"},
                "status", new String[] {"planned, overdue"},
                "creator", new String[] {""},
                "text", new String[] {"Angebot, neu"});
        EntryQuery query = EntryQuery.of(sent::get);
        assertThat(query.type()).containsExactly("CALL", "VISIT");
        assertThat(query.status()).containsExactly("planned", "overdue");
        assertThat(query.creator()).isEmpty();
        assertThat(query.text()).isEqualTo("Angebot, neu");
    }
}
