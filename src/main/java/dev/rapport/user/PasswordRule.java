package dev.rapport.user;

import com.nulabinc.zxcvbn.Pattern;
import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import com.nulabinc.zxcvbn.io.Resource;
import com.nulabinc.zxcvbn.matchers.DictionaryLoader;
import com.nulabinc.zxcvbn.matchers.Match;
import com.nulabinc.zxcvbn.matchers.SlantedKeyboardLoader;
import dev.rapport.shared.BaseUrl;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which passwords are taken, on every door the same (ADR 42): long ones that nobody guesses. zxcvbn estimates how many guesses
 * one takes of somebody who knows the common passwords, the keyboards, the person and the product. Nobody is made to use
 * capitals or digits.
 */
@Component
public class PasswordRule {

    static final int SHORTEST = 12;

    private static final int LONGEST = 200;

    /** As powers of ten. Below it zxcvbn's own scale has four more steps, from "too guessable" on. */
    private static final double GUESSES = 10;

    /** As much of a password is looked at: the time it takes grows faster than its length, and that much is enough. */
    private static final int LOOKED_AT = 48;

    private static final String OWN_WORDS = "rapport";

    private final Zxcvbn zxcvbn;
    private final List<String> here;

    PasswordRule(BaseUrl baseUrl) {
        here = words(baseUrl.chosen().map(URI::getHost).orElse(null));
        try {
            zxcvbn = new ZxcvbnBuilder()
                    .dictionaries(StandardDictionaries.loadAllDictionaries())
                    .dictionary(new DictionaryLoader(OWN_WORDS, file("words.txt")).load())
                    .keyboards(StandardKeyboards.loadAllKeyboards())
                    .keyboard(new SlantedKeyboardLoader("qwertz", file("qwertz.txt")).load())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is known of the person whose password it is to be. */
    public record Person(
            @Nullable String login,
            @Nullable String firstName,
            @Nullable String name,
            @Nullable String email) {

        private Stream<String> words() {
            return Stream.of(login, firstName, name, email).flatMap(text -> PasswordRule.words(text).stream());
        }
    }

    /** Refuses a password that is too short, too long or too easily guessed, and says why. */
    public void check(FieldChecks checks, String password, Person person) {
        length(checks, password);
        if (checks.refuses("password")) {
            return;
        }
        String looked =
                password.substring(0, password.offsetByCodePoints(0, Math.min(LOOKED_AT, Texts.length(password))));
        List<String> personal = person.words().toList();
        Strength strength = zxcvbn.measure(
                looked, Stream.concat(personal.stream(), here.stream()).toList());
        if (strength.getGuessesLog10() < GUESSES) {
            checks.refuse("password", reason(strength.getSequence(), personal));
        }
    }

    /** For passwords that nobody chose for himself: those of the demonstration. */
    void length(FieldChecks checks, String password) {
        int length = Texts.length(password);
        if (length < SHORTEST) {
            checks.refuse("password", "password.too-short", SHORTEST);
        } else if (length > LONGEST) {
            checks.refuse("password", "too-long", LONGEST);
        }
    }

    private String reason(List<Match> found, List<String> personal) {
        if (found.stream().anyMatch(part -> personal.contains(lower(part.matchedWord)))) {
            return "password.personal";
        }
        if (found.stream()
                .anyMatch(part -> OWN_WORDS.equals(part.dictionaryName) || here.contains(lower(part.matchedWord)))) {
            return "password.product";
        }
        boolean pattern = found.stream()
                .allMatch(part -> part.pattern == Pattern.Repeat
                        || part.pattern == Pattern.Sequence
                        || part.pattern == Pattern.Spatial
                        || part.pattern == Pattern.Bruteforce);
        return pattern ? "password.pattern" : "password.common";
    }

    private static String lower(@Nullable CharSequence word) {
        return word == null ? "" : word.toString().toLowerCase(Locale.ROOT);
    }

    /** A text as a whole, without its separators, and its parts. */
    private static List<String> words(@Nullable String text) {
        String whole = lower(text).strip();
        List<String> words = new ArrayList<>();
        for (String word : (whole + " " + whole.replaceAll("[^\\p{L}\\p{N}]", "") + " "
                        + whole.replaceAll("[^\\p{L}\\p{N}]", " "))
                .split("\\s+", -1)) {
            if (word.length() > 2 && !words.contains(word)) {
                words.add(word);
            }
        }
        return words;
    }

    private static Resource file(String name) {
        return () -> {
            InputStream file = PasswordRule.class.getResourceAsStream("/passwords/" + name);
            return Objects.requireNonNull(file, name);
        };
    }
}
