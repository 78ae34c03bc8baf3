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
    @ValueSource(
            strings = {"a\0b", "a\nb", "a\tb", "a\u0085b", "a\u2028b", "a\u001bb", "a\ud800b", "a\udc00", "\ud83d"})
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
}
