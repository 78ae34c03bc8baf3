package dev.rapport.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class FieldChecksTest {

    private final FieldChecks checks = new FieldChecks();

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\u00a0", "\u200b\u200d", "\ufeff", "\u2003\u3000", "\u00ad", "\u2800"})
    void takesInvisibleTextForMissing(String value) {
        checks.requiredLine("subject", value, 200);

        assertThat(checks.errors()).containsExactly(FieldError.of("subject", "required"));
        assertThat(checks.optionalLine("role", value, 200)).isNull();
        assertThat(checks.optionalText("description", value, 200)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\nb", "a\tb", "a\u0085b", "a\u001bb", "a\ud800b", "a\udc00", "\ud83d"})
    void refusesWhatIsNoTextInALine(String value) {
        checks.requiredLine("subject", value, 200);

        assertThat(checks.errors()).containsExactly(FieldError.of("subject", "illegal-characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\ud800b", "\udc00a"})
    void refusesWhatCannotBeStoredInAText(String value) {
        checks.optionalText("description", value, 200);

        assertThat(checks.errors()).containsExactly(FieldError.of("description", "illegal-characters"));
    }

    @Test
    void keepsATextAsItWasTypedButForTheLineEnds() {
        String typed = " <b>${x}</b>\n\tzweite Zeile \ud83d\ude00 ";

        assertThat(checks.optionalText("description", typed.replace("\n", "\r\n"), 200))
                .isEqualTo(typed);
        assertThat(checks.errors()).isEmpty();
    }

    @Test
    void countsAnEmojiAsOneCharacter() {
        checks.requiredLine("subject", "\ud83d\ude00".repeat(200), 200);
        assertThat(checks.errors()).isEmpty();

        checks.requiredLine("subject", "\ud83d\ude00".repeat(201), 200);
        assertThat(checks.errors()).containsExactly(FieldError.of("subject", "too-long", 200));
    }

    @Test
    void stripsTheEndsAndComposesALine() {
        assertThat(checks.requiredLine("name", "\u00a0 Mu\u0308ller \u200b", 200))
                .isEqualTo("M\u00fcller");
    }

    @Test
    void aTextIsAsLongAsItMayBe() {
        checks.optionalText("description", "\ud83d\ude00".repeat(200), 200);
        assertThat(checks.errors()).isEmpty();

        checks.optionalText("description", "x".repeat(201), 200);
        assertThat(checks.errors()).containsExactly(FieldError.of("description", "too-long", 200));
    }

    @Test
    void anOptionalLineIsKeptTidily() {
        assertThat(checks.optionalLine("role", " Einkauf ", 200)).isEqualTo("Einkauf");
        assertThat(checks.optionalLine("role", null, 200)).isNull();
        assertThat(checks.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna@rapport.example", " anna@rapport.example ", "a@b", "änne+crm@müller.example"})
    void takesWhatMayBeAnEmailAddress(String value) {
        assertThat(checks.optionalEmail("email", value)).isEqualTo(value.strip());
        assertThat(checks.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "@rapport.example", "anna@", "a@b@c", "a b@c", "a@b,c@d", "<anna@rapport.example>"})
    void refusesWhatIsNoEmailAddress(String value) {
        checks.optionalEmail("email", value);

        assertThat(checks.errors()).containsExactly(FieldError.of("email", "email.invalid"));
    }

    @Test
    void anEmailAddressMayBeMissingAndIsRefusedForOneReason() {
        assertThat(checks.optionalEmail("email", " ")).isNull();
        assertThat(checks.errors()).isEmpty();

        checks.optionalEmail("email", "x".repeat(255));
        assertThat(checks.errors()).containsExactly(FieldError.of("email", "too-long", 254));
    }

    @Test
    void aMandatoryValueIsThereAndNotBlank() {
        checks.required("type", "CALL");
        checks.required("day", LocalDate.EPOCH);
        assertThat(checks.errors()).isEmpty();

        checks.required("type", "\u00a0");
        checks.required("day", null);
        assertThat(checks.errors())
                .containsExactly(FieldError.of("type", "required"), FieldError.of("day", "required"));
    }

    @Test
    void aFieldIsRefusedOnceForEachReason() {
        checks.refuse("type", "required");
        checks.refuse("type", "required");
        checks.refuse("type", "not-found");

        assertThat(checks.errors())
                .containsExactly(FieldError.of("type", "required"), FieldError.of("type", "not-found"));
        assertThat(checks.refuses("type")).isTrue();
        assertThat(checks.refuses("subject")).isFalse();
    }

    @Test
    void nothingRefusedIsNoRefusal() {
        assertThatCode(checks::refuseIfAny).doesNotThrowAnyException();
    }

    @Test
    void saysEverythingAtOnce() {
        checks.requiredLine("subject", null, 200);
        checks.required("type", null);
        checks.optionalLine("role", "x".repeat(201), 200);

        assertThatThrownBy(checks::refuseIfAny)
                .isInstanceOfSatisfying(
                        BusinessRuleViolation.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(FieldError::field)
                                .containsExactly("subject", "type", "role"));
    }

    /** Bad input, "any text": whoever sees two equal names has two equal names. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00ad, 0x034f, 0x061c, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d,
                0x202e, 0x2060, 0x2061, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206f, 0xfeff, 0xfff9, 0xfffb, 0xe0001,
                0xe0041
            })
    void whatNobodySeesIsTakenOutBeforeTheLengthIsChecked(int hidden) {
        String dirty = "Mül" + Character.toString(hidden).repeat(3) + "ler" + Character.toString(hidden);
        FieldChecks checks = new FieldChecks();

        assertThat(checks.requiredLine("name", dirty, 6)).isEqualTo("Müller");
        assertThat(checks.optionalText("infotext", "a\r\n" + dirty, 8)).isEqualTo("a\nMüller");
        assertThat(checks.errors()).isEmpty();
    }

    @Test
    void unicodesOwnLineEndsAreLineEndsAndInALineSpaces() {
        FieldChecks checks = new FieldChecks();

        assertThat(checks.requiredLine("name", "a\u2028b\u2029", 3)).isEqualTo("a b");
        assertThat(checks.optionalText("infotext", "a\u2028b\u2029c", 5)).isEqualTo("a\nb\nc");
        assertThat(checks.errors()).isEmpty();
    }

    @Test
    void whatIsDrawnStays() {
        String drawn = "👩‍💻 👩🏽‍🚒 ❤️‍🔥 ☎️ नमस्ते العربية";
        assertThat(new FieldChecks().requiredLine("name", drawn, 200)).isEqualTo(drawn);
        assertThat(new FieldChecks().optionalText("infotext", drawn, 200)).isEqualTo(drawn);
    }
}
