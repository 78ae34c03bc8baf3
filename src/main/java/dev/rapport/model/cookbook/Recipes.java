package dev.rapport.model.cookbook;

import static dev.rapport.model.cookbook.NewElement.plain;
import static dev.rapport.model.cookbook.NewElement.step;

import dev.rapport.model.cookbook.Move.Append;
import dev.rapport.model.cookbook.Move.Attach;
import dev.rapport.model.cookbook.Move.Begin;
import dev.rapport.model.cookbook.Move.Condition;
import dev.rapport.model.cookbook.Move.Connect;
import dev.rapport.model.cookbook.Move.Fill;
import dev.rapport.model.cookbook.Move.Give;
import dev.rapport.model.cookbook.Move.Input;
import dev.rapport.model.cookbook.Move.Insert;
import dev.rapport.model.cookbook.Move.Otherwise;
import dev.rapport.model.cookbook.Move.Remove;
import dev.rapport.model.cookbook.Move.Show;
import dev.rapport.model.cookbook.NewElement.Shape;
import java.util.List;
import java.util.Map;

/** The recipes, from what is drawn most easily to what takes most. */
public final class Recipes {

    private static final String CONTACT = "contact";
    private static final String MEASURE = "measure";

    /** For a step or an event, and for what is narrower or wider. */
    private static final int ROOM = 160;

    private static final int NARROW = 110;
    private static final int WIDE = 560;

    /** Lines on which a way leads back or past, below everything that is shipped. */
    private static final int BELOW = 460;

    private static final int PAST = 120;

    private Recipes() {}

    private static final List<Recipe> ALL = List.of(
            Recipe.of("campaign-optional", MEASURE, new Remove("serviceTask_requireCampaign")),
            Recipe.of("reminder-stays", CONTACT, new Remove("serviceTask_removeReminders")),
            Recipe.of(
                    "reason",
                    CONTACT,
                    new Insert(
                            "flow_outcomeChecked",
                            step("serviceTask_reason", "requireContactField", "Grund angeben")
                                    .with("requiredField", "infotext")
                                    .with("onlyForOutcome", "notPerformed"),
                            ROOM)),
            Recipe.of(
                    "other-order",
                    MEASURE,
                    new Remove("serviceTask_requireCampaign"),
                    new Insert(
                            "flow_outcomeChecked",
                            step("serviceTask_campaignFirst", "requireCampaign", "Kampagne prüfen"),
                            ROOM)),
            Recipe.of(
                    "notice",
                    CONTACT,
                    new Insert(
                            "flow_remindersRemoved",
                            step("serviceTask_notice", "notifyContact", "Abschluss melden")
                                    .with("notifyWhom", "{creator}")
                                    .with("noticeSubject", "Erledigt: {subject}")
                                    .with("noticeText", "Der Kontakt {number} ist fertiggestellt."),
                            ROOM)),
            Recipe.of(
                    "follow-up",
                    CONTACT,
                    new Insert(
                            "flow_performedRecorded",
                            step("serviceTask_followUp", "planFollowUp", "Nachfassen planen")
                                    .with("workingDaysLater", "10")
                                    .with("followUpSubject", "Nachfassen: {subject}"),
                            ROOM)),
            Recipe.of(
                    "escalation",
                    CONTACT,
                    new Attach(
                            "userTask_carryOutContact",
                            NewElement.from(
                                            Shape.BOUNDARY_EVENT,
                                            "boundaryEvent_late",
                                            "escalation",
                                            "Drei Tage zu spät")
                                    .with("daysAfterStart", "3"),
                            false),
                    new Append(
                            "boundaryEvent_late",
                            step("serviceTask_tellLate", "notifyContact", "Verspätung melden")
                                    .with("notifyWhom", "{responsible}, {responsible.manager}")
                                    .with("noticeSubject", "Noch offen: {subject}")
                                    .with("noticeText", "Der Kontakt {number} ist seit drei Tagen fällig."),
                            100,
                            110,
                            null),
                    new Append(
                            "serviceTask_tellLate",
                            plain(Shape.END_EVENT, "endEvent_late", "Verspätung gemeldet"),
                            150,
                            0,
                            null)),
            Recipe.of(
                    "deadline",
                    CONTACT,
                    new Attach(
                            "userTask_carryOutContact",
                            NewElement.from(
                                            Shape.BOUNDARY_EVENT,
                                            "boundaryEvent_expired",
                                            "escalation",
                                            "Dreißig Tage zu spät")
                                    .with("daysAfterStart", "30"),
                            true),
                    new Append(
                            "boundaryEvent_expired",
                            step("serviceTask_expired", "recordNotPerformed", "Verfallen lassen"),
                            140,
                            300,
                            null),
                    new Connect("serviceTask_expired", "gateway_recorded", "flow_expired", 0)),
            Recipe.of(
                    "nobody-reached",
                    CONTACT,
                    new Append(
                            "gateway_outcome",
                            step("serviceTask_nobodyReached", "setStatus", "Niemanden erreicht festhalten")
                                    .with("camunda:delegateExpression", "${recordOpen}")
                                    .with("statusLabel", "Niemand erreicht")
                                    .with("statusLabelEn", "Nobody reached")
                                    .with("statusColour", "amber"),
                            160,
                            320,
                            "flow_nobodyReached"),
                    new Condition("flow_nobodyReached", "Niemand erreicht", "${outcome == 'nobodyReached'}"),
                    new Connect("serviceTask_nobodyReached", "gateway_carryOut", "flow_again", 620)),
            Recipe.of(
                    "more-outcomes",
                    CONTACT,
                    new Append(
                            "gateway_outcome",
                            step("serviceTask_calledOff", "setStatus", "Absage festhalten")
                                    .with("camunda:delegateExpression", "${recordNotPerformed}")
                                    .with("statusLabel", "Abgesagt")
                                    .with("statusLabelEn", "Called off")
                                    .with("statusColour", "red"),
                            160,
                            320,
                            "flow_calledOff"),
                    new Condition("flow_calledOff", "Absagen", "${outcome == 'calledOff'}"),
                    new Connect("serviceTask_calledOff", "gateway_recorded", "flow_calledOffRecorded", 0),
                    new Append(
                            "gateway_outcome",
                            step("serviceTask_callBack", "setStatus", "Rückruf festhalten")
                                    .with("camunda:delegateExpression", "${recordPerformed}")
                                    .with("statusLabel", "Rückruf vereinbart")
                                    .with("statusLabelEn", "Call back agreed")
                                    .with("statusVerb", "Rückruf vereinbaren")
                                    .with("statusVerbEn", "Agree on a call back"),
                            160,
                            430,
                            "flow_callBack"),
                    new Condition("flow_callBack", "Rückruf vereinbart", "${outcome == 'callBackAgreed'}"),
                    new Connect("serviceTask_callBack", "gateway_recorded", "flow_callBackRecorded", 0)),
            new Recipe(
                    "approval",
                    CONTACT,
                    List.of(
                            new Insert("flow_performed", plain(Shape.USER_TASK, "userTask_approve", "Freigeben"), ROOM),
                            new Give("userTask_approve", "manager"),
                            new Show("userTask_approve", "approve-contact"),
                            new Insert(
                                    "flow_approve_recordPerformed",
                                    step("serviceTask_checkApproval", "checkOutcome", "Freigabe prüfen"),
                                    ROOM),
                            new Insert(
                                    "flow_checkApproval_recordPerformed",
                                    plain(Shape.EXCLUSIVE_GATEWAY, "gateway_approved", "Freigegeben?"),
                                    ROOM),
                            new Condition("flow_approved_recordPerformed", "Freigeben", "${outcome == 'approved'}"),
                            new Connect("gateway_approved", "gateway_carryOut", "flow_rejected", BELOW),
                            new Condition("flow_rejected", "Zurückgeben", "${outcome == 'rejected'}")),
                    List.of("approve-contact.form")),
            Recipe.of(
                    "by-type",
                    CONTACT,
                    new Insert("flow_performed", plain(Shape.EXCLUSIVE_GATEWAY, "gateway_visit", "Besuch?"), NARROW),
                    new Insert(
                            "flow_visit_recordPerformed",
                            step("serviceTask_visitLasted", "requireDuration", "Besuchsdauer prüfen")
                                    .with("moreThan", "00:15"),
                            ROOM),
                    new Insert(
                            "flow_visitLasted_recordPerformed",
                            plain(Shape.EXCLUSIVE_GATEWAY, "gateway_visitChecked", ""),
                            NARROW),
                    new Condition("flow_visit_recordPerformed", "Ja", "${contact.type == 'VISIT'}"),
                    new Connect("gateway_visit", "gateway_visitChecked", "flow_noVisit", PAST),
                    new Otherwise("gateway_visit", "flow_noVisit", "Nein")),
            new Recipe(
                    "lead-by-type",
                    CONTACT,
                    List.of(
                            new Insert(
                                    "flow_reminderWanted",
                                    NewElement.from(
                                                    Shape.BUSINESS_RULE_TASK,
                                                    "businessRuleTask_lead",
                                                    "decide",
                                                    "Vorlauf nach Art")
                                            .with("camunda:decisionRef", "vorlauf_nach_art")
                                            .with("camunda:resultVariable", "vorlauf"),
                                    ROOM),
                            new Input("businessRuleTask_lead", "art", "${contact.type}"),
                            new Fill(
                                    "serviceTask_scheduleReminder",
                                    "scheduleReminder",
                                    Map.of("remindBefore", "${vorlauf}"))),
                    List.of("vorlauf_nach_art.dmn")),
            Recipe.of(
                    "box",
                    CONTACT,
                    new Remove("serviceTask_recordPerformed"),
                    new Insert("flow_performed", plain(Shape.SUB_PROCESS, "subProcess_wrapUp", "Nachbereiten"), WIDE),
                    new Begin(
                            "subProcess_wrapUp",
                            plain(Shape.START_EVENT, "startEvent_wrapUp", "Nachbereitung beginnt")),
                    new Append(
                            "startEvent_wrapUp",
                            step("serviceTask_wrapUpRecord", "recordPerformed", "Durchgeführt festhalten"),
                            110,
                            0,
                            null),
                    new Append(
                            "serviceTask_wrapUpRecord",
                            step("serviceTask_wrapUpFollowUp", "planFollowUp", "Nachfassen planen"),
                            150,
                            0,
                            null),
                    new Append(
                            "serviceTask_wrapUpFollowUp",
                            plain(Shape.END_EVENT, "endEvent_wrapUp", "Nachbereitet"),
                            110,
                            0,
                            null)));

    public static List<Recipe> all() {
        return ALL;
    }
}
