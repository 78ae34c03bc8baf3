package dev.rapport.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.shared.BaseUrl;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.FieldError;
import dev.rapport.user.PasswordRule.Person;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class PasswordRuleTest {

    private static final PasswordRule RULE =
            new PasswordRule(new BaseUrl("https://rapport.maschinenbau-huber.de", 8080));
    private static final Person ANNA = new Person("a.berger", "Anna-Lena", "Berger", "anna.berger@beispiel-ag.de");

    private static List<String> refusals(String password) {
        FieldChecks checks = new FieldChecks();
        RULE.check(checks, password, ANNA);
        return checks.errors().stream().map(FieldError::code).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Passwort1234",
                "P@ssw0rd!2024",
                "drowssap4321",
                "willkommen2026",
                "Willkommen123!",
                "iloveyou1234",
                "ichliebedich1",
                "letmein12345",
                "administrator",
                "Sommer2026!!",
                "Dezember2025",
                "schatz123456",
                "unbelievable",
                "fussball2024",
                "Berlin123456",
                "1qaz2wsx3edc",
                "Mustermann2024"
            })
    void commonOnesAreRefused(String password) {
        assertThat(refusals(password)).hasSize(1).first().asString().startsWith("password.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rapport-demo",
                "rapport12345",
                "Rapport2026!!",
                "rapportrapport1",
                "r4pp0rt-2026",
                "camunda-camunda",
                "Camunda7.24!",
                "tasklist1234",
                "cockpit-admin",
                "maschinenbau1",
                "huber-maschinenbau",
                "HuberHuber2026"
            })
    void theProductsOwnWordsAreRefused(String password) {
        assertThat(refusals(password)).hasSize(1).first().asString().startsWith("password.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.berger1234",
                "aberger2026!",
                "annalena1234",
                "Anna-Lena-Berger",
                "BergerAnna12",
                "regrebanelanna",
                "anna.berger@beispiel-ag.de",
                "beispielag12",
                "@nn@Berger1!"
            })
    void thePersonIsRefused(String password) {
        assertThat(refusals(password)).containsExactly("password.personal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaa",
                "            ",
                "abcabcabcabc",
                "123412341234",
                "xyzzyxyzzyxyzzy",
                "abcdefghijkl",
                "lkjihgfedcba",
                "123456789012",
                "987654321098",
                "111222333444",
                "qwertzuiopü+",
                "asdfghjklöä#",
                "<yxcvbnm,.-<",
                "1q2w3e4r5t6z",
                "qwertyuiop[]",
                "010203040506"
            })
    void repetitionsAndSequencesAreRefused(String password) {
        assertThat(refusals(password)).hasSize(1).first().asString().startsWith("password.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "korrekt pferd batterie",
                "wir essen gern Kuchen",
                "ein anderes Kennwort",
                "another long password",
                "Zug um 7 nach Ulm",
                "xkzpqmtrwvbn",
                "ja8Fk20vLpQx",
                "Frau Berger kocht gut",
                "мой кот любит рыбу",
                "日本語のとても長い合言葉です"
            })
    void longAndUnusualOnesAreTaken(String password) {
        assertThat(refusals(password)).isEmpty();
    }

    @Test
    void theLengthIsSaidFirst() {
        assertThat(refusals("rapport")).containsExactly("password.too-short");
        assertThat(refusals("x1".repeat(101))).containsExactly("too-long");
    }

    @Test
    void aLongOneTakesNoLonger() {
        refusals("warm");
        long start = System.nanoTime();
        refusals("password1234567890qwertyuiop".repeat(7));
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000);
    }

    @RepeatedTest(50)
    void oneTimePasswordsAreTaken() {
        assertThat(refusals(OneTimePassword.next())).isEmpty();
    }
}
