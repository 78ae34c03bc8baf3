package dev.rapport.measure.web;

import dev.rapport.item.ShowItem.Shown;
import dev.rapport.item.web.ItemPage;
import dev.rapport.item.web.ItemPageTools;
import dev.rapport.measure.ChangeMeasure;
import dev.rapport.measure.CompleteMeasure;
import dev.rapport.measure.ListAudience;
import dev.rapport.measure.MeasureChange;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.MeasureView;
import dev.rapport.measure.ShowMeasure;
import dev.rapport.measure.VoidMeasure;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.web.TypedTimes;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A measure's page: that of an item, with whom it concerns. */
@Controller
@RequestMapping("/measures/{id}")
class MeasurePage extends ItemPage<MeasureView, MeasureEdit, MeasureChange, MeasureOutcome> {

    private final ShowMeasure showMeasure;
    private final ListAudience listAudience;
    private final TypedTimes typedTimes;

    MeasurePage(
            MeasureParts parts,
            ShowMeasure showMeasure,
            ChangeMeasure changeMeasure,
            CompleteMeasure completeMeasure,
            VoidMeasure voidMeasure,
            ItemPageTools tools,
            ListAudience listAudience,
            TypedTimes typedTimes) {
        super("measure", "/measures/", parts, showMeasure, changeMeasure, completeMeasure, voidMeasure, tools);
        this.showMeasure = showMeasure;
        this.listAudience = listAudience;
        this.typedTimes = typedTimes;
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
        view.addObject("measure", showMeasure.show(measureId).item());
        view.addObject("audience", listAudience.of(measureId, after));
        return view;
    }

    @Override
    protected MeasureEdit sent(Map<String, String> fields) {
        return MeasureEdit.sent(fields, typedTimes.reader(Toward.AHEAD));
    }

    @Override
    protected MeasureEdit stored(Shown<MeasureView> shown) {
        return MeasureEdit.of(shown.item());
    }

    @Override
    protected BusinessRuleViolation explained(BusinessRuleViolation refusal, MeasureEdit edit) {
        return typedTimes.explained(refusal, edit::typed);
    }

    @Override
    protected @Nullable String sayingOf(String done) {
        return "created".equals(done) ? "measure.created" : super.sayingOf(done);
    }

    @Override
    protected void fill(ModelAndView view, Shown<MeasureView> shown, MeasureEdit form) {
        view.addObject("audience", listAudience.of(shown.item().id(), null));
    }
}
