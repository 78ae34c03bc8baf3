package dev.rapport.measure.process;

import static dev.rapport.engine.Submitted.text;
import static dev.rapport.measure.process.MeasureModel.Variables.ASSIGNEE;
import static dev.rapport.measure.process.MeasureModel.Variables.CAMPAIGN_ID;
import static dev.rapport.measure.process.MeasureModel.Variables.DUE_DATE;
import static dev.rapport.measure.process.MeasureModel.Variables.INFOTEXT;
import static dev.rapport.measure.process.MeasureModel.Variables.OUTCOME;
import static dev.rapport.measure.process.MeasureModel.Variables.PLANNED_FOR;
import static dev.rapport.measure.process.MeasureModel.Variables.SUBJECT;
import static dev.rapport.measure.process.MeasureModel.Variables.VERSION;

import dev.rapport.item.process.ItemVariables;
import dev.rapport.measure.Measure;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Toward;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/** Translates between the variables of the model {@code measure} and the records of this module. */
final class MeasureVariables {

    private MeasureVariables() {}

    /** Replaces the input by what task, cards and the completing form need. */
    static void registered(VariableScope scope, Measure measure, BusinessTime time) {
        ItemVariables.forgetDraft(scope, MeasureDraft.class);
        scope.setVariables(card(measure, time));
    }

    /** What changes with the measure: subject, due date, assignee, version, and the campaign that the form shows. */
    static Map<String, @Nullable Object> card(Measure measure, BusinessTime time) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put(ASSIGNEE, measure.assignee());
        variables.put(DUE_DATE, dueDate(measure, time));
        variables.put(SUBJECT, measure.subject());
        variables.put(VERSION, measure.version());
        // as text: the form's field holds one
        variables.put(
                CAMPAIGN_ID,
                measure.campaignId() == null ? null : measure.campaignId().toString());
        return variables;
    }

    /** What a form hands in, as people type it. */
    static MeasureDraft read(MeasureDraft typed, BusinessTime time) {
        return new MeasureDraft(
                typed.subject(),
                typed.infotext(),
                typed.campaignId(),
                TimeEntry.date(typed.plannedFor(), time.reader(Toward.AHEAD)).or(typed.plannedFor()),
                typed.responsible());
    }

    /** The end of the planned day. */
    static @Nullable Date dueDate(Measure measure, BusinessTime time) {
        return measure.plannedFor() == null
                ? null
                : Date.from(measure.plannedFor()
                        .plusDays(1)
                        .atStartOfDay(time.zone())
                        .minusSeconds(1)
                        .toInstant());
    }

    /** The outcome as task variables. */
    static VariableMap of(MeasureOutcome outcome) {
        VariableMap variables = Variables.createVariables();
        ItemVariables.put(variables, OUTCOME, outcome.outcome());
        if (outcome.campaignId().present()) {
            variables.putValue(CAMPAIGN_ID, outcome.campaignId().value());
        }
        ItemVariables.put(variables, PLANNED_FOR, outcome.plannedFor());
        ItemVariables.putText(variables, INFOTEXT, outcome.infotext());
        return variables;
    }

    /** The variable for the campaign is kept like the measure's own, so whatever it says now is the choice. */
    static Change<String> campaign(VariableScope scope) {
        return scope.hasVariable(CAMPAIGN_ID) ? Change.to(text(scope, CAMPAIGN_ID)) : Change.none();
    }

    /** The outcome that was handed in. */
    static MeasureOutcome outcome(VariableScope scope, BusinessTime time) {
        String day = text(scope, PLANNED_FOR);
        return new MeasureOutcome(
                text(scope, OUTCOME),
                campaign(scope),
                TimeEntry.date(day, time.reader(Toward.AHEAD)).or(day),
                text(scope, INFOTEXT));
    }
}
