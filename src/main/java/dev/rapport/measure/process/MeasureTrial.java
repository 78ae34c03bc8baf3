package dev.rapport.measure.process;

import dev.rapport.campaign.CampaignDraft;
import dev.rapport.campaign.CreateCampaign;
import dev.rapport.engine.TrialItem;
import dev.rapport.measure.CreateMeasure;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.process.MeasureModel.Variables;
import dev.rapport.shared.BusinessTime;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Measures that never were, for trials of their model. */
@Component
class MeasureTrial implements TrialItem {

    private static final String WITH_CAMPAIGN = "withCampaign";
    private static final String WITHOUT_CAMPAIGN = "withoutCampaign";

    private final CreateCampaign createCampaign;
    private final CreateMeasure createMeasure;
    private final BusinessTime time;
    private final JdbcClient jdbc;

    MeasureTrial(CreateCampaign createCampaign, CreateMeasure createMeasure, BusinessTime time, JdbcClient jdbc) {
        this.createCampaign = createCampaign;
        this.createMeasure = createMeasure;
        this.time = time;
        this.jdbc = jdbc;
    }

    @Override
    public String process() {
        return MeasureModel.KEY;
    }

    @Override
    public List<String> ways() {
        return List.of(WITH_CAMPAIGN, WITHOUT_CAMPAIGN);
    }

    @Override
    public Long begin(String way) {
        String campaign = WITH_CAMPAIGN.equals(way)
                ? createCampaign
                        .create(new CampaignDraft("Trial", null, null, null))
                        .toString()
                : null;
        return createMeasure.create(new MeasureDraft("Trial", null, campaign, null, null));
    }

    @Override
    public Map<String, Object> report(boolean withInfotext) {
        String day = time.today().plusDays(1).toString();
        return withInfotext
                ? Map.of(Variables.PLANNED_FOR, day, Variables.INFOTEXT, "Trial")
                : Map.of(Variables.PLANNED_FOR, day);
    }

    @Override
    public boolean isOpen(Long id) {
        return jdbc.sql("select status = 'PLANNED' from rapport.measure where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }
}
