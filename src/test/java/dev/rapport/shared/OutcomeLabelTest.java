package dev.rapport.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class OutcomeLabelTest {

    @Test
    void aNameOnADrawingBecomesALineOfSixtyCharacters() {
        assertThat(OutcomeLabel.line(" Nicht\n erreicht ")).isEqualTo("Nicht erreicht");
        assertThat(OutcomeLabel.line("x".repeat(60))).hasSize(60).endsWith("x");
        assertThat(OutcomeLabel.line("x".repeat(61))).hasSize(60).endsWith("x…");
        String faces = OutcomeLabel.line("\uD83D\uDE1E".repeat(61));
        assertThat(faces.codePointCount(0, faces.length())).isEqualTo(60);
        assertThat(faces).endsWith("\uD83D\uDE1E…");
    }

    @Test
    void isReadInTheReadersLanguageWhereThereAreWords() {
        OutcomeLabel both = new OutcomeLabel("Abgesagt", "Called off", null);
        assertThat(both.in(Locale.GERMAN)).isEqualTo("Abgesagt");
        assertThat(both.in(Locale.ENGLISH)).isEqualTo("Called off");
        assertThat(new OutcomeLabel("Abgesagt", null, null).in(Locale.ENGLISH)).isEqualTo("Abgesagt");
    }
}
