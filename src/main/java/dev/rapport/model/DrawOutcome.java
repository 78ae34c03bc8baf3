package dev.rapport.model;

import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.ModelSteps;
import dev.rapport.engine.OutcomeWords;
import dev.rapport.engine.StepParameter;
import dev.rapport.model.DeployedModels.Deployed;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.shared.Sentences;
import dev.rapport.shared.Texts;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;

/**
 * "Ergebnis hinzufügen": draws an outcome into the model in force, as an admin would in the Modeler. What comes of it is a draft
 * like an uploaded one: checked, looked at, and put in force or thrown away.
 */
@Service
public class DrawOutcome {

    private static final int LONGEST_LABEL = 60;

    private static final int LONGEST_CODE = 60;

    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");

    private final DeployedModels deployed;
    private final ModelDrafts drafts;
    private final ModelTitles titles;
    private final ModelSteps steps;
    private final List<Lifecycle> lifecycles;
    private final Sentences sentences;

    DrawOutcome(
            DeployedModels deployed,
            ModelDrafts drafts,
            ModelTitles titles,
            ModelSteps steps,
            List<Lifecycle> lifecycles,
            Sentences sentences) {
        this.deployed = deployed;
        this.drafts = drafts;
        this.titles = titles;
        this.steps = steps;
        this.lifecycles = lifecycles;
        this.sentences = sentences;
    }

    /** Whether people say of the items of a process how they ended. */
    public boolean isOffered(String process) {
        return lifecycles.stream().anyMatch(each -> each.process().equals(process) && each.work() != null);
    }

    /**
     * What the model of a process is called.
     *
     * @throws BusinessRuleViolation not-found where nobody says of its items how they ended
     */
    public String title(String process, Locale locale) {
        return titles.of(process, inForce(process).name(), locale);
    }

    private Deployed inForce(String process) {
        return deployed.inForce(Standard.Kind.PROCESS, process)
                .filter(model -> isOffered(process))
                .orElseThrow(() -> BusinessRuleViolation.notFound("key"));
    }

    /** The colours that can be chosen. */
    public List<String> colours() {
        return colour().choices();
    }

    /**
     * Draws an outcome and keeps the model as the draft of the person at work, in place of an earlier one.
     *
     * @throws BusinessRuleViolation not-found, or everything wrong with what was said, at once
     */
    public void draw(String process, NewOutcome said) {
        ModelFile file = deployed.file(inForce(process));
        FieldChecks checks = new FieldChecks();
        String label = checks.requiredLine("label", said.label(), LONGEST_LABEL);
        String labelEn = checks.optionalLine("labelEn", said.labelEn(), LONGEST_LABEL);
        String verb = checks.optionalLine("verb", said.verb(), LONGEST_LABEL);
        String verbEn = checks.optionalLine("verbEn", said.verbEn(), LONGEST_LABEL);
        OutcomeCategory category = category(checks, said.category());
        String colour = said.colour() == null || Texts.isBlank(said.colour()) ? null : said.colour();
        if (colour != null && !colour().accepts(colour)) {
            checks.refuse("colour", "not-found");
        }
        String code = code(label);
        if (!checks.refuses("label") && code.isEmpty()) {
            checks.refuse("label", "outcome.letters");
        }
        checks.refuseIfAny();
        Lifecycle.Work work = lifecycles.stream()
                .filter(each -> each.process().equals(process))
                .findFirst()
                .map(Lifecycle::work)
                .orElseThrow();
        Map<String, String> words = new LinkedHashMap<>();
        put(words, OutcomeWords.LABEL, label);
        put(words, OutcomeWords.LABEL_EN, labelEn);
        put(words, OutcomeWords.VERB, verb);
        put(words, OutcomeWords.VERB_EN, verbEn);
        put(words, OutcomeWords.COLOUR, colour);
        byte[] drawn = new OutcomeDrawing(file.content(), work.task(), ElementTemplates.setStatus(process), steps)
                .with(code, verb == null ? label : verb, label, category, bean(process, category), words);
        drafts.upload(
                List.of(new ModelFile(file.name(), drawn)),
                sentences.text("models.outcome.comment", LocaleContextHolder.getLocale(), label));
    }

    private static void put(Map<String, String> words, String name, @Nullable String value) {
        if (value != null) {
            words.put(name, value);
        }
    }

    private static StepParameter colour() {
        return Arrays.stream(OutcomeWords.parameters())
                .filter(parameter -> parameter.name().equals(OutcomeWords.COLOUR))
                .findFirst()
                .orElseThrow();
    }

    private static OutcomeCategory category(FieldChecks checks, @Nullable String value) {
        checks.required("category", value);
        for (OutcomeCategory each : OutcomeCategory.values()) {
            if (each.name().equals(value)) {
                return each;
            }
        }
        if (!checks.refuses("category")) {
            checks.refuse("category", "not-found");
        }
        return OutcomeCategory.NOT_PERFORMED;
    }

    private String bean(String process, OutcomeCategory category) {
        return steps.catalogue().entrySet().stream()
                .filter(step -> step.getValue().category() == category
                        && step.getValue().isMeantFor(process))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** What a form hands in for a label: "Kein Anschluß" is {@code keinAnschluss}; empty where it has no letters of ours. */
    static String code(String label) {
        String plain = label.replace("ß", "ss")
                .replaceAll("(?iu)ä", "ae")
                .replaceAll("(?iu)ö", "oe")
                .replaceAll("(?iu)ü", "ue");
        StringBuilder code = new StringBuilder();
        LETTERS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD).replaceAll("\\p{M}", ""))
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .forEach(word ->
                        code.append(code.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1)));
        return code.substring(0, Math.min(code.length(), LONGEST_CODE));
    }
}
