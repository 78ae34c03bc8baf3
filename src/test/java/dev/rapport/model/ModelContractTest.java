package dev.rapport.model;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.process.ContactModel;
import dev.rapport.engine.ModelStep;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.process.MeasureModel;
import dev.rapport.models.BulkPlanBpmn;
import dev.rapport.models.ContactBpmn;
import dev.rapport.models.MeasureBpmn;
import dev.rapport.models.ReminderBpmn;
import dev.rapport.reminder.process.ReminderModel;
import dev.rapport.shared.ModelNames;
import dev.rapport.support.MessageBundles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.di.Edge;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Names that models, forms, element templates and code share exist on all sides. Deployed versions keep using them, so
 * none is ever renamed; what fails here would fail at night otherwise.
 */
@Tag("fast")
class ModelContractTest {

    /** Bean names are a public contract: a new one is added here, none is changed. */
    private static final Set<String> STEPS = Set.of(
            "registerContact",
            "scheduleReminder",
            "checkOutcome",
            "recordPerformed",
            "recordNotPerformed",
            "removeReminders",
            "registerMeasure",
            "requireCampaign",
            "assignContactCampaign",
            "assignMeasureCampaign",
            "handOverContact",
            "handOverMeasure",
            "notifyContact",
            "notifyMeasure",
            "planFollowUp",
            "removeContactCampaign",
            "removeMeasureCampaign",
            "requireContactCampaign",
            "requireContactDays",
            "requireContactField",
            "requireContactResponsible",
            "requireDuration",
            "requireMeasureDays",
            "requireMeasureField",
            "requireMeasureResponsible",
            "recordMeasurePerformed",
            "recordMeasureNotPerformed",
            "recordOpen",
            "recordMeasureOpen",
            "raiseReminder",
            "sendReminderMail",
            "planNextContacts",
            "changeNextEntries",
            "moveNextItems");

    /** What the forms of measures hand in, as the API names it. */
    /** Variables that a completion form shows without asking for them. */
    private static final Set<String> SHOWN =
            Set.of(ContactModel.Variables.ADDRESS_NAME, ContactModel.Variables.SUBJECT);

    private static final Set<String> LOOKUPS = Set.of("address", "contactPerson", "user", "contactType", "campaign");

    private static final Pattern ID = Pattern.compile(
            "(startEvent|endEvent|timerEvent|userTask|serviceTask|gateway|subProcess|flow)_[a-z][A-Za-z]*");

    private static final Pattern STEP = Pattern.compile("\\$\\{(\\w+)}");

    private static final Pattern OUTCOME = Pattern.compile("\\$\\{outcome == '(\\w+)'}");

    private static final Path TEMPLATES = Path.of("bpmn/.camunda/element-templates");

    private static final Path FORM_SCRIPTS =
            Path.of("src/main/resources/META-INF/resources/webjars/camunda/app/tasklist/scripts/rapport");

    static Stream<Path> models() {
        return files(Path.of("bpmn"), ".bpmn");
    }

    static Stream<Path> forms() {
        return files(Path.of("forms"), ".form");
    }

    static Stream<Path> templates() {
        return files(TEMPLATES, ".json");
    }

    /** What people read of the models they read in their language, see {@link ModelNames}. */
    @ParameterizedTest
    @MethodSource("models")
    void everyNameInADrawingHasAnEnglishOne(Path file) {
        ModelNames names = new ModelNames(MessageBundles.source());
        Stream<String> drawn = Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(FlowElement.class).stream()
                .map(FlowElement::getName)
                .filter(name -> name != null && !name.isBlank());

        assertThat(drawn).isNotEmpty().allSatisfy(name -> {
            assertThat(names.of(name, Locale.GERMAN)).isEqualTo(name);
            assertThat(names.of(name, Locale.ENGLISH)).isNotEqualTo(name);
        });
        assertThat(names.of("Vertagt", Locale.ENGLISH)).isEqualTo("Vertagt");
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelIsNamedAfterItsProcessAndKeepsItsHistoryForALimitedTime(Path file) {
        Process process = process(file);

        assertThat(process.getId()).isEqualTo(baseName(file));
        assertThat(process.getName()).isNotBlank();
        assertThat(process.isExecutable()).isTrue();
        assertThat(process.getCamundaHistoryTimeToLiveString()).matches("P\\d+D");
        assertThat(documentation(process)).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyElementHasATellingIdAndWhereItIsReadANameAndAnExplanation(Path file) {
        for (FlowElement element : elements(file, FlowElement.class)) {
            assertThat(element.getId()).matches(ID);
            if (element instanceof FlowNode node && !isMerge(node)) {
                assertThat(node.getName()).as("name of %s", node.getId()).isNotBlank();
                assertThat(documentation(node))
                        .as("documentation of %s", node.getId())
                        .isNotBlank();
            }
        }
        for (SequenceFlow flow : elements(file, SequenceFlow.class)) {
            if (flow.getSource() instanceof ExclusiveGateway gateway
                    && gateway.getOutgoing().size() > 1) {
                assertThat(flow.getName()).as("name of %s", flow.getId()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyServiceTaskNamesAStep(Path file) {
        for (ServiceTask task : elements(file, ServiceTask.class)) {
            assertThat(STEPS).as("step of %s", task.getId()).contains(step(task.getCamundaDelegateExpression()));
            assertThat(task.getAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "modelerTemplate"))
                    .as("element template of %s", task.getId())
                    .isEqualTo("dev.rapport." + step(task.getCamundaDelegateExpression()));
        }
    }

    @Test
    void everyStepInTheCodeIsPartOfTheContractAndHasATemplate() {
        Set<String> templates = templates().map(ModelContractTest::baseName).collect(toCollection(TreeSet::new));

        assertThat(STEPS).containsAll(stepsInCode());
        assertThat(templates).containsAll(STEPS);
    }

    @Test
    void everyStepOfTheModelsExistsInTheCode() {
        List<String> named = Stream.of(ContactBpmn.KEY, ReminderBpmn.KEY, MeasureBpmn.KEY, BulkPlanBpmn.KEY)
                .flatMap(name -> elements(Path.of("bpmn", name + ".bpmn"), ServiceTask.class).stream())
                .map(task -> step(task.getCamundaDelegateExpression()))
                .toList();

        assertThat(stepsInCode()).containsAll(named);
    }

    @Test
    void codeAndModelsAgreeOnTheNamesThatCodeLooksFor() {
        assertThat(process(Path.of("bpmn/contact.bpmn")).getId()).isEqualTo(ContactModel.KEY);
        assertThat(elements(Path.of("bpmn/contact.bpmn"), FlowNode.class))
                .extracting(FlowNode::getId)
                .containsAll(constants(ContactModel.Elements.class));
        assertThat(process(Path.of("bpmn/reminder.bpmn")).getId()).isEqualTo(ReminderModel.KEY);
        assertThat(elements(Path.of("bpmn/reminder.bpmn"), Message.class))
                .extracting(Message::getName)
                .containsExactlyInAnyOrderElementsOf(constants(ReminderModel.Messages.class));
        assertThat(read(Path.of("bpmn/reminder.bpmn"))).contains("${" + ReminderModel.Variables.DUE_AT + "}");
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyFormThatAModelNamesIsShippedAndTakenInItsLatestVersion(Path file) {
        for (StartEvent event : elements(file, StartEvent.class)) {
            if (event.getCamundaFormRef() != null) {
                assertThat(Path.of("forms", event.getCamundaFormRef() + ".form"))
                        .exists();
                assertThat(event.getCamundaFormRefBinding()).isEqualTo("latest");
            }
        }
        for (UserTask task : elements(file, UserTask.class)) {
            assertThat(Path.of("forms", task.getCamundaFormRef() + ".form")).exists();
            assertThat(task.getCamundaFormRefBinding()).isEqualTo("latest");
            assertThat(task.getCamundaAssignee()).isEqualTo("${" + ContactModel.Variables.ASSIGNEE + "}");
            assertThat(task.getCamundaDueDate()).isEqualTo("${" + ContactModel.Variables.DUE_DATE + "}");
            assertThat(task.getCamundaCandidateGroups()).isEqualTo("staff");
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFormHandsInWhatTheApiKnows(Path file) {
        JsonNode form = JsonMapper.shared().readTree(read(file));
        Set<String> known = baseName(file).endsWith("-contact")
                ? names(ContactDraft.class, ContactModel.Variables.class)
                : names(MeasureDraft.class, MeasureModel.Variables.class);

        assertThat(form.path("id").asString()).isEqualTo(baseName(file));
        assertThat(form.path("schemaVersion").asInt()).isEqualTo(16);
        for (JsonNode field : fields(form)) {
            assertThat(known).contains(field.path("key").asString());
            assertThat(field.path("label").asString()).isNotBlank();
            // what is only shown is never handed in
            assertThat(field.path("disabled").asBoolean(false))
                    .isEqualTo(baseName(file).startsWith("complete-")
                            && SHOWN.contains(field.path("key").asString()));
            JsonNode lookup = field.path("properties").path("lookup");
            assertThat(lookup.isMissingNode() || LOOKUPS.contains(lookup.asString()))
                    .isTrue();
        }
    }

    /** The fields of a draft, which a form hands in under their names, and the variables that code names besides. */
    private static Set<String> names(Class<? extends Record> draft, Class<?> variables) {
        Set<String> names = new TreeSet<>(constants(variables));
        Stream.of(draft.getRecordComponents()).map(RecordComponent::getName).forEach(names::add);
        return names;
    }

    /** form-js rounds a time down to the interval: showing 09:07 would make it 09:00. */
    @ParameterizedTest
    @MethodSource("forms")
    void aFormKeepsEveryMinuteOfATime(Path file) {
        for (JsonNode field : fields(JsonMapper.shared().readTree(read(file)))) {
            if (field.path("subtype").asString("").equals("datetime")) {
                assertThat(field.path("timeInterval").asInt()).isEqualTo(1);
                assertThat(field.path("use24h").asBoolean()).isTrue();
                assertThat(field.path("timeSerializingFormat").asString()).isEqualTo("no_timezone");
            }
        }
    }

    /** The model says how its tasks can end; a form that named them would be a second place. */
    @ParameterizedTest
    @MethodSource("models")
    void theCompletionFormNamesNoOutcomes(Path file) {
        for (UserTask task : elements(file, UserTask.class)) {
            JsonNode outcome =
                    fields(JsonMapper.shared().readTree(read(Path.of("forms", task.getCamundaFormRef() + ".form"))))
                            .stream()
                            .filter(field -> field.path("key").asString("").equals("outcome"))
                            .findFirst()
                            .orElseThrow();
            assertThat(outcome.path("valuesKey").asString()).isEqualTo("outcomes");
            assertThat(outcome.has("values")).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void everythingIsDrawnWithLinesThatOnlyTurnAtRightAngles(Path file) {
        BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
        List<String> drawn = Stream.concat(
                        model.getModelElementsByType(BpmnShape.class).stream().map(BpmnShape::getBpmnElement),
                        model.getModelElementsByType(BpmnEdge.class).stream().map(BpmnEdge::getBpmnElement))
                .map(BaseElement::getId)
                .toList();

        assertThat(drawn).doesNotHaveDuplicates();
        assertThat(Stream.of(FlowElement.class, TextAnnotation.class, Association.class)
                        .flatMap(type -> model.getModelElementsByType(type).stream())
                        .map(element -> ((BaseElement) element).getId()))
                .isSubsetOf(drawn);
        for (Edge edge : model.getModelElementsByType(Edge.class)) {
            List<Waypoint> points = List.copyOf(edge.getWaypoints());
            for (int i = 1; i < points.size(); i++) {
                Waypoint from = points.get(i - 1);
                Waypoint to = points.get(i);
                assertThat(from.getX().equals(to.getX()) || from.getY().equals(to.getY()))
                        .as("%s runs straight", edge.getId())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void anElementTemplateSetsWhatItIsFor(Path file) {
        JsonNode template = JsonMapper.shared().readTree(read(file));

        assertThat(template.path("id").asString()).isEqualTo("dev.rapport." + baseName(file));
        assertThat(template.path("name").asString()).isNotBlank();
        assertThat(template.path("description").asString()).isNotBlank();
        Map<String, String> bound = new LinkedHashMap<>();
        for (JsonNode property : template.path("properties")) {
            bound.put(
                    property.path("binding").path("name").asString(),
                    property.path("value").asString());
        }
        assertThat(bound.get("name")).isNotBlank();
        switch (baseName(file)) {
            case "furtherOutcome" -> {
                assertThat(template.path("appliesTo").toString()).isEqualTo("[\"bpmn:SequenceFlow\"]");
                assertThat(bound.get("conditionExpression")).matches(OUTCOME);
            }
            case "setStatus", "setMeasureStatus" -> {
                Set<String> meanings = template.findValue("choices")
                        .valueStream()
                        .map(choice -> step(choice.path("value").asString()))
                        .collect(toCollection(TreeSet::new));
                assertThat(stepsInCode()).containsAll(meanings);
                assertThat(meanings).hasSize(3).contains(step(bound.get("camunda:delegateExpression")));
                assertThat(bound)
                        .containsKeys("statusLabel", "statusLabelEn", "statusVerb", "statusVerbEn", "statusColour");
            }
            case "escalation" -> {
                assertThat(template.path("appliesTo").toString()).isEqualTo("[\"bpmn:BoundaryEvent\"]");
                assertThat(bound).containsEntry("daysAfterStart", "3");
            }
            case "decide" -> {
                assertThat(template.path("elementType").path("value").asString())
                        .isEqualTo("bpmn:BusinessRuleTask");
                assertThat(bound)
                        .containsEntry("camunda:mapDecisionResult", "singleEntry")
                        .containsKeys("camunda:decisionRef", "camunda:resultVariable");
            }
            default -> assertThat(step(bound.get("camunda:delegateExpression"))).isEqualTo(baseName(file));
        }
    }

    /** Forms are written in German; Tasklist shows them in English from this list. */
    @Test
    void everyTextOfTheFormsHasItsEnglish() {
        String script = read(FORM_SCRIPTS.resolve("forms.en.js"));
        JsonNode english =
                JsonMapper.shared().readTree(script.substring(script.indexOf('{'), script.lastIndexOf('}') + 1));
        Set<String> texts = new TreeSet<>();
        forms().map(file -> JsonMapper.shared().readTree(read(file))).forEach(form -> collectTexts(form, texts));

        assertThat(english.propertyNames()).containsExactlyInAnyOrderElementsOf(texts);
    }

    private static Process process(Path file) {
        return elements(file, Process.class).iterator().next();
    }

    private static <T extends ModelElementInstance> Collection<T> elements(Path file, Class<T> type) {
        return Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(type);
    }

    private static boolean isMerge(FlowNode node) {
        return node instanceof ExclusiveGateway && node.getOutgoing().size() == 1;
    }

    private static String documentation(BaseElement element) {
        return element.getDocumentations().stream()
                .map(documentation -> documentation.getTextContent())
                .findFirst()
                .orElse("");
    }

    private static String step(String delegateExpression) {
        Matcher matcher = STEP.matcher(delegateExpression);
        assertThat(matcher.matches()).as(delegateExpression).isTrue();
        return matcher.group(1);
    }

    private static Set<String> stepsInCode() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(ModelStep.class));
        return scanner.findCandidateComponents("dev.rapport").stream()
                .filter(candidate -> !candidate.getBeanClassName().contains("Test"))
                .map(candidate -> componentName(candidate.getBeanClassName()))
                .filter(name -> !name.isEmpty())
                .collect(toCollection(TreeSet::new));
    }

    /** Empty for the steps that tests bring along without being components. */
    private static String componentName(String className) {
        try {
            Component component = Class.forName(className).getAnnotation(Component.class);
            return component == null ? "" : component.value();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> constants(Class<?> names) {
        Set<String> values = new TreeSet<>();
        for (Field field : names.getFields()) {
            try {
                values.add((String) field.get(null));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }

    /** All components with a key, those in groups as well. */
    private static List<JsonNode> fields(JsonNode node) {
        List<JsonNode> fields = new ArrayList<>();
        for (JsonNode component : node.path("components")) {
            if (component.has("key")) {
                fields.add(component);
            }
            fields.addAll(fields(component));
        }
        return fields;
    }

    private static void collectTexts(JsonNode node, Set<String> texts) {
        for (String property : List.of("label", "dateLabel", "timeLabel", "description", "text")) {
            if (node.path(property).isString()) {
                texts.add(node.path(property).asString());
            }
        }
        node.path("values").forEach(option -> collectTexts(option, texts));
        node.path("components").forEach(component -> collectTexts(component, texts));
    }

    private static String baseName(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static Stream<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
