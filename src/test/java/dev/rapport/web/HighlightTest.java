package dev.rapport.web;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class HighlightTest {

    @ParameterizedTest
    @CsvSource({
        "mueller, Müller GmbH, [Müller] GmbH",
        "muller, Müller GmbH, [Müller] GmbH",
        "müller, Mueller GmbH, [Mueller] GmbH",
        "gross, Groß, [Groß]",
        "klein petra, 'Petra Klein, Berlin', '[Petra] [Klein], Berlin'",
        "a b c, abc, [ab]c",
        "<, a<b, a[<]b",
        "😀, x😀y, x[😀]y",
        "'', Muster, Muster"
    })
    void marksWhatFits(String query, String text, String marked) {
        assertThat(Highlight.of(query).mark(text).stream()
                        .map(piece -> piece.marked() ? "[" + piece.text() + "]" : piece.text())
                        .collect(joining()))
                .isEqualTo(marked);
    }
}
