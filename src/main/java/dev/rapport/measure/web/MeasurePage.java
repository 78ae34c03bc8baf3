package dev.rapport.measure.web;

import dev.rapport.engine.ReadCourse;
import dev.rapport.measure.ChangeMeasure;
import dev.rapport.measure.FinishMeasure;
import dev.rapport.measure.ListAudience;
import dev.rapport.measure.MeasureView;
import dev.rapport.measure.ShowMeasure;
import dev.rapport.measure.ShowMeasure.Shown;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.Ids;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.Sentences;
import dev.rapport.web.Edited;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Permissions;
import dev.rapport.web.WebParts;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * A measure's page: status bar and web parts. All of it is one form, as on the page of a contact, so that "Durchgeführt"
 * takes along whatever has been typed in any of the parts, and a refusal gives it all back.
 */
@Controller
@RequestMapping("/measures/{id}")
class MeasurePage {

    private final ShowMeasure showMeasure;
    private final ChangeMeasure changeMeasure;
    private final FinishMeasure finishMeasure;
    private final ListAudience listAudience;
    private final ReadCourse readCourse;
    private final MeasureLookups lookups;
    private final WebParts webParts;
    private final FieldMessages fieldMessages;
    private final Sentences sentences;
    private final ModelNames modelNames;
    private final Permissions permissions;

    MeasurePage(
            ShowMeasure showMeasure,
            ChangeMeasure changeMeasure,
            FinishMeasure finishMeasure,
            ListAudience listAudience,
            ReadCourse readCourse,
            MeasureLookups lookups,
            WebParts webParts,
            FieldMessages fieldMessages,
            Sentences sentences,
            ModelNames modelNames,
            Permissions permissions) {
        this.showMeasure = showMeasure;
        this.changeMeasure = changeMeasure;
        this.finishMeasure = finishMeasure;
        this.listAudience = listAudience;
        this.readCourse = readCourse;
        this.lookups = lookups;
        this.webParts = webParts;
        this.fieldMessages = fieldMessages;
        this.sentences = sentences;
        this.modelNames = modelNames;
        this.permissions = permissions;
    }

    @GetMapping
    ModelAndView show(
            @PathVariable String id,
            HtmxRequest htmx,
            @RequestParam(required = false) @Nullable String done,
            Locale locale) {
        Long measureId = Ids.require("id", id);
        Page page = new Page(htmx, measureId, locale);
        return switch (done == null ? "" : done) {
            case "closed" -> page.ran(ReadCourse.lastRun(page.course()).rules()).view();
            case "saved" -> page.message("item.saved").view();
            case "created" -> page.message("measure.created").view();
            default -> page.view();
        };
    }

    /** One web part by itself. */
    @GetMapping("/{part:information|infotext|campaign|course}")
    ModelAndView part(@PathVariable String id, @PathVariable String part, HtmxRequest htmx, Locale locale) {
        ModelAndView view = new Page(htmx, Ids.require("id", id), locale).view();
        view.setViewName(!htmx.isHtmxRequest() ? "measure/part" : "measure/page :: " + part);
        view.addObject("part", part);
        if (!htmx.isHtmxRequest()) {
            // by itself there is nothing to arrange
            view.getModelMap().remove("arrangement");
        }
        return view;
    }

    /** Whom it concerns, page by page. */
    @GetMapping("/audience")
    ModelAndView audience(
            @PathVariable String id, HtmxRequest htmx, @RequestParam(required = false) @Nullable String after) {
        Long measureId = Ids.require("id", id);
        ModelAndView view = new ModelAndView(
                !htmx.isHtmxRequest()
                        ? "measure/audience-page"
                        : after == null ? "measure/page :: audience" : "measure/page :: audience-lines");
        view.addObject("measure", showMeasure.show(measureId).measure());
        view.addObject("audience", listAudience.of(measureId, after));
        return view;
    }

    /**
     * Saves or, with an outcome, closes.
     *
     * @param take a field in which the other person's value was chosen
     */
    @PostMapping
    ModelAndView submit(
            @PathVariable String id,
            HtmxRequest htmx,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String take,
            MeasureForm typed,
            MeasureLookups.Chosen chosen,
            Locale locale) {
        Long measureId = Ids.require("id", id);
        MeasureForm form = lookups.resolved(typed, chosen);
        if (take != null || chosen.something()) {
            Page page = new Page(htmx, measureId, locale);
            return page.typed(take == null ? form : form.onto(page.current(), take))
                    .view();
        }
        if (form.campaign().isOpen() || form.user().isOpen()) {
            return new Page(htmx, measureId, locale).typed(form).refusedOpen().view();
        }
        try {
            if (outcome != null) {
                var ran = finishMeasure.finish(measureId, form.change(), MeasureForm.outcome(outcome));
                return !htmx.isHtmxRequest()
                        ? NewMeasurePage.seeOther("/measures/" + measureId + "?done=closed")
                        : new Page(htmx, measureId, locale).ran(ran).view();
            }
            changeMeasure.change(measureId, form.change());
            return !htmx.isHtmxRequest()
                    ? NewMeasurePage.seeOther("/measures/" + measureId + "?done=saved")
                    : new Page(htmx, measureId, locale).message("item.saved").view();
        } catch (BusinessRuleViolation refusal) {
            return new Page(htmx, measureId, locale).refused(refusal, form).view();
        }
    }

    /** The page on its way to the template. */
    private final class Page {

        private final ModelAndView view;
        private final Shown shown;
        private final Locale locale;
        private final MeasureForm current;
        private final List<ReadCourse.Entry> course;
        private final Map<String, String> errors = new LinkedHashMap<>();
        private final Set<String> needed = new HashSet<>();
        private MeasureForm form;

        Page(HtmxRequest htmx, Long measureId, Locale locale) {
            this.shown = showMeasure.show(measureId);
            this.locale = locale;
            this.current = MeasureForm.of(shown.measure());
            this.form = current;
            this.course = readCourse.of("measure", measureId);
            this.view = new ModelAndView(htmx.isHtmxRequest() ? "measure/page :: all" : "measure/page");
        }

        MeasureForm current() {
            return current;
        }

        List<ReadCourse.Entry> course() {
            return course;
        }

        Page typed(MeasureForm typed) {
            form = typed;
            return this;
        }

        Page message(String key) {
            view.addObject("messageKind", "success");
            view.addObject("messageText", sentences.text(key, locale));
            return this;
        }

        Page ran(List<?> steps) {
            view.addObject("ran", steps);
            return this;
        }

        Page refusedOpen() {
            view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            lookups.refusesOpen(form, errors, view, locale);
            return this;
        }

        /** Keeps what was typed and says which rule refused and why. */
        Page refused(BusinessRuleViolation refusal, MeasureForm typed) {
            if (refusal.kind() == Kind.NOT_FOUND) {
                throw refusal;
            }
            view.addObject("rule", modelNames.of(refusal.rule(), locale));
            view.addObject("refusal", sentences.of(refusal, locale));
            if (refusal.kind() == Kind.INVALID) {
                view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                errors.putAll(fieldMessages.of(refusal, locale));
                form = complete(typed);
                return this;
            }
            view.setStatus(HttpStatus.CONFLICT);
            if (shown.measure().status().closed()) {
                view.addObject(
                        "collisions",
                        readable(typed.unsaved(current), typed).stream()
                                .filter(collision -> !collision.field().equals("infotext"))
                                .toList());
                // what was typed into the infotext can still be added
                boolean open = typed.addition() == null && !Edited.same(typed.infotext(), typed.wasInfotext());
                view.addObject("addition", open ? typed.infotext() : typed.addition());
                needed.add(MeasureParts.of("infotext"));
                return this;
            }
            view.addObject("collisions", readable(typed.collisions(current), typed));
            form = typed.onto(current, null);
            return this;
        }

        /** A panel that was hidden comes with what is stored, now that something has to be said in it. */
        private MeasureForm complete(MeasureForm typed) {
            return Objects.equals(typed.version(), current.version()) ? typed.onto(current, null) : typed;
        }

        private List<Edited.Collision> readable(List<Edited.Collision> collisions, MeasureForm typed) {
            return collisions.stream()
                    .map(collision -> readable(collision, typed))
                    .toList();
        }

        private Edited.Collision readable(Edited.Collision collision, MeasureForm typed) {
            return switch (collision.field()) {
                case "campaignId" ->
                    new Edited.Collision("campaignId", typed.campaignIdText(), current.campaignIdText());
                case "responsible" ->
                    new Edited.Collision("responsible", typed.responsibleText(), current.responsibleText());
                default -> collision;
            };
        }

        ModelAndView view() {
            MeasureView measure = shown.measure();
            boolean closed = measure.status().closed();
            boolean writes = permissions.allows("POST", "/measures/" + measure.id());
            errors.keySet().forEach(field -> needed.add(MeasureParts.of(field)));
            webParts.compose("measure", measure.id(), Map.of(), view.getModelMap(), needed);
            view.addObject("measure", measure);
            view.addObject("task", shown.task());
            view.addObject("form", form);
            view.addObject("errors", errors);
            view.addObject("closed", closed);
            view.addObject("writes", writes);
            view.addObject("edits", writes && !closed);
            view.addObject("course", course);
            view.addObject("audience", listAudience.of(measure.id(), null));
            return view;
        }
    }
}
