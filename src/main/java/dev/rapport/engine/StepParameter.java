package dev.rapport.engine;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a designer says to a step: a {@code camunda:inputParameter} with a fixed value. Its name belongs to the step, so that nobody
 * overwrites a variable of the item with it. Its German and English label is the message {@code model.parameter.<name>}, that of a
 * choice {@code model.choice.<choice>}.
 *
 * @param choices what can be chosen, in the order in which it is offered; empty where it is written
 * @param required whether the step cannot do without
 * @param preset what the template proposes; null for nothing
 */
public record StepParameter(
        String name,
        Kind kind,
        List<String> choices,
        boolean required,
        @Nullable String preset) {

    /** Whoever is in charge of the item, wherever people are named. */
    public static final String RESPONSIBLE = "{responsible}";

    /** Whoever has created it. */
    public static final String CREATOR = "{creator}";

    /** To whom the one or the other reports; nobody where nobody is named. */
    public static final String RESPONSIBLES_MANAGER = "{responsible.manager}";

    public static final String CREATORS_MANAGER = "{creator.manager}";

    private static final String LOGIN = "[a-z0-9][a-z0-9._-]{0,62}";

    private static final String SOMEBODY = "(\\{(responsible|creator)(\\.manager)?\\}|" + LOGIN + ")";

    private static final Set<String> PLACEHOLDERS =
            Set.of(RESPONSIBLE, CREATOR, RESPONSIBLES_MANAGER, CREATORS_MANAGER);

    /** What its value looks like. */
    public enum Kind {
        CHOICE(".*"),
        /** A line of text. */
        TEXT(".{1,200}"),
        /** Some words. */
        LABEL(".{1,60}"),
        /** Some lines of text. */
        LINES("[\\s\\S]{1,2000}"),
        /** A code of something that Rapport keeps, such as a type of contacts. */
        CODE("[A-Z][A-Z0-9_]{0,39}"),
        /** A code of an outcome that the same model offers. */
        OUTCOME("[a-z][A-Za-z]{0,59}"),
        /** The login of somebody who works here, or what stands for somebody of the item. */
        PERSON(SOMEBODY),
        /** Some of them, with commas between. */
        PEOPLE(SOMEBODY + "( *, *" + SOMEBODY + "){0,9}"),
        /** The number of a campaign. */
        CAMPAIGN("[0-9]{1,18}"),
        /** A number of days, working days or others. */
        DAYS("[0-9]{1,3}"),
        /** A length of time before or behind something, {@code PT15M}, {@code PT2H} or {@code P3D}. */
        PERIOD("P[0-9]{1,3}D|PT[0-9]{1,3}H|PT[0-9]{1,4}M"),
        /** Hours and minutes, {@code HH:mm}. */
        DURATION("([01][0-9]|2[0-3]):[0-5][0-9]");

        private final Pattern pattern;

        Kind(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }

        /** As a regular expression that the Modeler and Java read alike. */
        public String pattern() {
            return pattern.pattern();
        }
    }

    /** One that is chosen from a list; the first is proposed. */
    public static StepParameter choice(String name, String... choices) {
        return new StepParameter(name, Kind.CHOICE, List.of(choices), true, choices[0]);
    }

    /** One that may be chosen from a list. */
    public static StepParameter optionalChoice(String name, String... choices) {
        return new StepParameter(name, Kind.CHOICE, List.of(choices), false, null);
    }

    public static StepParameter required(String name, Kind kind, @Nullable String preset) {
        return new StepParameter(name, kind, List.of(), true, preset);
    }

    public static StepParameter optional(String name, Kind kind) {
        return new StepParameter(name, kind, List.of(), false, null);
    }

    /** Whether it stands for somebody of the item where people are named. */
    public static boolean isPlaceholder(String named) {
        return PLACEHOLDERS.contains(named);
    }

    /** Whether it stands for the manager of somebody of the item. */
    public static boolean isManager(String named) {
        return named.equals(RESPONSIBLES_MANAGER) || named.equals(CREATORS_MANAGER);
    }

    /** Whether a value can be meant; nothing is nothing. */
    public boolean accepts(String value) {
        return kind == Kind.CHOICE
                ? choices.contains(value)
                : kind.pattern.matcher(value).matches();
    }
}
