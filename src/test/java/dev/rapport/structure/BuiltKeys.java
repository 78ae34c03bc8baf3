package dev.rapport.structure;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keys of messages that the code puts together: by their beginning, what can follow, read from where it is written. */
final class BuiltKeys {

    private BuiltKeys() {}

    static Map<String, Set<String>> of(Literals code) {
        Map<String, Set<String>> keys = new TreeMap<>();
        keys.put("error.", refusals(code));
        keys.put("model.refused.", findings(code));
        keys.put("field.", fields(code));
        keys.put("problem.", code.casesIn("Problems"));
        Set<String> entries = code.reaching("Entry", "new", 0);
        keys.put("nav.", entries);
        keys.put("start.about.", without(entries, "start"));
        keys.put("address.kind.", code.constantsOf("AddressKind"));
        keys.put("bulk.status.", without(code.constantsOf("BulkPlan.Status"), "RUNNING"));
        Set<String> shown = code.constantsOf("CalendarView.Kind").stream()
                .map(kind -> kind.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        keys.put("calendar.before.", shown);
        keys.put("calendar.after.", shown);
        Set<String> lists = code.casesIn("ListUrls");
        keys.put("bulk.change.", code.reaching("ChangeAction", "new", 0));
        keys.put("bulk.change.number.", lists);
        keys.put("bulk.change.too-many.", lists);
        keys.put("bulk.change.to-day.", lists);
        keys.put("contact.create.kind.", without(code.constantsOf("AddressKind"), "PERSON"));
        keys.put("contact.direction.", code.constantsOf("Direction"));
        keys.put("history.direction.", code.constantsOf("Direction"));
        keys.put("history.status.", code.constantsOf("ItemStatus"));
        keys.put("history.", chosen(code));
        keys.put("history.chip.", code.handedTo("put", 0, "Filters"));
        keys.put("lists.column.", code.constantsOf("ListView.Column"));
        keys.put("item.step.", lower(without(code.constantsOf("ModelStep.Kind"), "STEP")));
        keys.put("item.told.", without(code.constantsOf("ReadCourse.Delivery"), "SENT"));
        Set<String> leads = with(code.returnedBy("ReminderLead", "unit"));
        for (String lead : List.of("AT_START", "MINUTES_15", "HOUR_1", "DAY_1", "WEEK_1")) {
            leads.addAll(code.textsOf("ReminderLead", lead));
        }
        keys.put("reminder.lead.", leads);
        keys.put("mails.failure.", code.constantsOf("MailFailure.Kind"));
        keys.put("reminder.snooze.", code.constantsOf("Snooze"));
        keys.put("reminders.section.", code.constantsOf("ReminderList.Section"));
        keys.put("reminders.shown.", code.constantsOf("RemindersPart.Shown"));
        keys.put("reminders.empty.", code.constantsOf("RemindersPart.Shown"));
        keys.put("reminders.done.", with(code.casesIn("ReminderActions"), "snooze"));
        for (String prefix : Set.of("user.group.", "user.group.about.", "user.group.the.")) {
            keys.put(prefix, code.constantsOf("Group"));
        }
        keys.put("user.did.", code.casesIn("UserPages"));
        keys.put("models.rehearsal.caused.", code.reaching("Effect", "new", 0));
        keys.put("models.rehearsal.sign.", code.returnedBy("RehearsalSentences", "sign"));
        keys.put("models.rehearsal.status.", code.constantsOf("Rehearsal.Status"));
        keys.put("models.rehearsal.verdict.", code.constantsOf("Verdict"));
        keys.put("models.move.reason.", code.constantsOf("ModelMove.Reason"));
        keys.put("models.move.result.", with(Set.of("MOVED"), "ENDED"));
        keys.put("models.proposal.status.", code.constantsOf("Proposal.Status"));
        keys.put("models.proposal.did.", without(code.constantsOf("Proposal.Status"), "WAITING"));
        keys.put("models.move.status.", code.constantsOf("ModelMove.Status"));
        keys.put("models.title.", code.textsOf("ModelTitles", "SHIPPED"));
        keys.put("models.change.", code.reaching("ReadSheet", "add", 1));
        keys.put("models.fault.", code.constantsOf("ModelFault.Kind"));
        keys.put(
                "models.kind.",
                with(code.returnedBy("ElementKinds", "of"), "condition", "event", "field", "column", "rule"));
        keys.put("models.state.", without(code.returnedBy("ShowModels", "name"), "standard"));
        Set<String> recipes = code.reaching("Recipe", "of", 0);
        recipes.addAll(code.reaching("Recipe", "new", 0));
        for (String prefix : Set.of("cookbook.recipe.", "cookbook.why.", "cookbook.then.")) {
            keys.put(prefix, recipes);
        }
        keys.put("cookbook.kind.", without(code.constantsOf("NewElement.Shape"), "BOUNDARY_EVENT"));
        keys.put("model.trial.", code.returnedBy("ways"));
        keys.put("model.parameter.", parameters(code));
        keys.put("model.fact.", facts(code));
        keys.put("model.category.", code.constantsOf("OutcomeCategory"));
        keys.put("model.choice.", choices(code));
        keys.put("model.", ofModels(code));
        return keys;
    }

    /** Codes of refusals. */
    static Set<String> refusals(Literals code) {
        Set<String> codes = code.reaching("FieldError", "of", 1);
        codes.addAll(code.reaching("FieldError", "new", 1));
        codes.addAll(code.reaching("Refused", "new", 1));
        // general ones have a code of their own
        Set<String> problems = code.reaching("Read", "not", 0);
        problems.removeAll(Set.of("date", "time", "datetime", "duration", "gap"));
        replace(codes, "entry.*", problems);
        return codes;
    }

    /** Codes of findings about models. */
    static Set<String> findings(Literals code) {
        Set<String> codes = code.reaching("Finding", "new", 4);
        // a step that needs the registration has a code of its own
        replace(codes, "step-order.needs-*", without(marks(code, "after"), "registered"));
        replace(codes, "step-order.not-after-*", marks(code, "notAfter"));
        replace(codes, "without.*", code.beans(Pattern.compile("\\.usual\\(\\)")));
        return codes;
    }

    private static Set<String> marks(Literals code, String method) {
        Set<String> marks = new TreeSet<>();
        for (int position = 0; position < 3; position++) {
            marks.addAll(code.reaching("Builder", method, position));
        }
        return lower(marks).stream().map(mark -> mark.replace('_', '-')).collect(toCollection(TreeSet::new));
    }

    /** Names of fields that a refusal has before its sentence, and of those that an audit trail or a conflict shows. */
    private static Set<String> fields(Literals code) {
        Set<String> fields = new TreeSet<>();
        for (String type : List.of(
                "ChangeItem",
                "ChangeContact",
                "ChangeMeasure",
                "CloseItem",
                "CloseContact",
                "ReportItem",
                "ReportMeasure")) {
            fields.addAll(code.reaching(type, "changed", 1));
        }
        fields.addAll(code.handedTo("changed", 2, "VoidItem"));
        fields.addAll(code.reaching("Changes", "of", 0));
        fields.addAll(code.textsOf("AuditTrail", "REMINDER"));
        fields.addAll(code.textsOf("AuditTrail", "MAIL_GIVEN_UP"));
        fields.addAll(code.textsOf("AuditTrail", "MODEL_VERSION"));
        return fields;
    }

    private static Set<String> chosen(Literals code) {
        Set<String> chosen = new TreeSet<>();
        code.constantsOf("Direction").forEach(each -> chosen.add("direction." + each));
        code.constantsOf("ItemStatus").forEach(each -> chosen.add("status." + each));
        code.constantsOf("Entry.Kind").forEach(each -> chosen.add("kind." + each));
        code.constantsOf("EntryFilter.Status").forEach(each -> chosen.add("status." + each));
        code.constantsOf("EntryFilter.Reminder").forEach(each -> chosen.add("reminder." + each));
        code.constantsOf("Period").forEach(each -> chosen.add("period." + each));
        return chosen;
    }

    /** What models may ask of items. */
    private static Set<String> facts(Literals code) {
        Set<String> facts = new TreeSet<>();
        for (String type : List.of("FactsOfItem", "ContactFacts", "MeasureFacts")) {
            for (String kind : List.of("code", "text", "number", "moment")) {
                facts.addAll(code.handedTo(kind, 0, type));
            }
        }
        return facts;
    }

    private static Set<String> ofModels(Literals code) {
        Set<String> keys = code.reaching("ElementTemplates", "text", 0);
        Set<String> steps = with(
                code.beans(Pattern.compile("(StepDeclaration\\.\\w+|declared\\w*)\\(")),
                "furtherOutcome",
                "setStatus",
                "setMeasureStatus",
                "escalation",
                "decide");
        replace(
                keys,
                "*.description",
                steps.stream().map(step -> step + ".description").toList());
        replace(
                keys,
                "process.*",
                code.reaching("Builder", "in", 0).stream()
                        .map(each -> "process." + each)
                        .toList());
        Set<String> parameters = parameters(code);
        replace(
                keys,
                "parameter.*",
                parameters.stream().map(each -> "parameter." + each).toList());
        replace(
                keys,
                "parameter.*.description",
                parameters.stream()
                        .map(each -> "parameter." + each + ".description")
                        .toList());
        // these have prefixes of their own
        keys.remove("category.*");
        keys.remove("choice.*");
        lower(code.constantsOf("ModelStep.Kind")).forEach(kind -> keys.add("template.kind." + kind));
        keys.addAll(steps);
        keys.addAll(code.textsOf("ModelNames", "SHIPPED"));
        return keys;
    }

    private static Set<String> choices(Literals code) {
        Set<String> choices = new TreeSet<>();
        for (int position = 1; position < 7; position++) {
            choices.addAll(code.reaching("StepParameter", "choice", position));
            choices.addAll(code.reaching("StepParameter", "optionalChoice", position));
        }
        return choices;
    }

    private static Set<String> parameters(Literals code) {
        Set<String> parameters = new TreeSet<>();
        for (String method : List.of("choice", "optionalChoice", "required", "optional")) {
            parameters.addAll(code.reaching("StepParameter", method, 0));
        }
        return parameters;
    }

    /** Puts what can really stand there in the place of what could not be followed. */
    private static void replace(Set<String> keys, String pattern, Collection<String> values) {
        assertThat(keys.remove(pattern)).as("%s among %s", pattern, keys).isTrue();
        values.forEach(value -> keys.add(value.contains(".") ? value : pattern.replace("*", value)));
    }

    private static Set<String> lower(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(toCollection(TreeSet::new));
    }

    private static Set<String> with(Set<String> values, String... more) {
        Set<String> all = new TreeSet<>(values);
        all.addAll(Arrays.asList(more));
        return all;
    }

    private static Set<String> without(Set<String> values, String... fewer) {
        Set<String> left = new TreeSet<>(values);
        left.removeAll(Arrays.asList(fewer));
        return left;
    }
}
