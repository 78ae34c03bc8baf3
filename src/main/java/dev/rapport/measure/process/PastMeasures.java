package dev.rapport.measure.process;

import dev.rapport.campaign.CreateCampaign;
import dev.rapport.item.process.PastItemsOf;
import dev.rapport.measure.CreateMeasure;
import dev.rapport.measure.Measure;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.ReadMeasure;
import dev.rapport.reminder.ItemTraces;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Closed measures, for rehearsals of their model. */
@Component
class PastMeasures extends PastItemsOf<Measure> {

    private final ReadMeasure readMeasure;
    private final CreateMeasure createMeasure;

    PastMeasures(
            ReadMeasure readMeasure,
            CreateMeasure createMeasure,
            CreateCampaign createCampaign,
            ItemTraces traces,
            JdbcClient jdbc,
            BusinessTime time) {
        super(MeasureModel.KEY, traces, createCampaign, jdbc, time);
        this.readMeasure = readMeasure;
        this.createMeasure = createMeasure;
    }

    @Override
    public Map<String, String> types(Locale reader) {
        return Map.of();
    }

    @Override
    protected String table() {
        return "rapport.measure";
    }

    @Override
    protected Measure item(Long id) {
        return readMeasure.read(id);
    }

    @Override
    public Long begin(Past past) {
        Measure measure = item(past.id());
        String campaign = before(past, "campaignId", measure.campaignId());
        try {
            return createMeasure.create(draft(past, measure, campaign));
        } catch (BusinessRuleViolation refused) {
            if (campaign == null || !gone(refused).contains("campaignId")) {
                throw refused;
            }
            return createMeasure.create(draft(past, measure, campaignLike(campaign)));
        }
    }

    private MeasureDraft draft(Past past, Measure measure, @Nullable String campaign) {
        return new MeasureDraft(
                measure.subject(),
                before(past, "infotext", measure.infotext()),
                campaign,
                Objects.toString(measure.plannedFor(), null),
                before(past, "responsible", measure.responsible()));
    }

    /** A campaign that was chosen along with the outcome is chosen again. */
    @Override
    public Map<String, Object> report(Past past) {
        Measure measure = item(past.id());
        String campaign = Objects.toString(measure.campaignId(), null);
        boolean chosen = !Objects.equals(campaign, before(past, "campaignId", campaign));
        return MeasureVariables.of(new MeasureOutcome(
                measure.outcome(),
                chosen ? Change.to(campaign) : Change.none(),
                null,
                after(past, "infotext", measure.infotext())));
    }

    @Override
    protected Map<String, @Nullable Object> own(Measure measure) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        own.put("plannedFor", measure.plannedFor());
        return own;
    }
}
