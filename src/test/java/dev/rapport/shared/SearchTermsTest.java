package dev.rapport.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class SearchTermsTest {

    /** What is typed, and the words that count. */
    record Case(String typed, List<String> words) {}

    /** The browser's words are compared with the same table, see {@code TasklistFormsIT}. */
    static Stream<Case> table() throws IOException {
        return JsonMapper.shared()
                .readValue(
                        Files.readString(Path.of("src/test/resources/search-terms.json")),
                        new TypeReference<List<Case>>() {})
                .stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void takesTheFirstTwoWords(Case each) {
        assertThat(SearchTerms.of(each.typed()).words()).isEqualTo(each.words());
    }

    @Test
    void aWordThatNothingHasIsCutOffAndNotLeftOut() {
        assertThat(SearchTerms.of("x".repeat(300)).words()).containsExactly("x".repeat(255));
    }

    @Test
    void moreWordsCountWhereASearchSaysSo() {
        assertThat(SearchTerms.of("a b c d e f", 5).words()).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void nothingTypedIsNoCondition() {
        Map<String, Object> parameters = new HashMap<>();
        assertThat(SearchTerms.of(null).occurIn("title", parameters)).isEqualTo("true");
        assertThat(parameters).isEmpty();
    }
}
