package dev.rapport.demo;

import dev.rapport.campaign.DeleteCampaign;
import dev.rapport.measure.CompleteMeasure;
import dev.rapport.measure.CreateMeasure;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.ShowMeasure;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Outcomes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Measures, open and performed, all through the model; afterwards the campaign that has run its course is deleted. */
@Component
@Profile("demo")
@Order(40)
class DemoMeasures implements DemoPart {

    private final CreateMeasure createMeasure;
    private final CompleteMeasure completeMeasure;
    private final ShowMeasure showMeasure;
    private final DeleteCampaign deleteCampaign;
    private final JdbcClient jdbc;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    DemoMeasures(
            CreateMeasure createMeasure,
            CompleteMeasure completeMeasure,
            ShowMeasure showMeasure,
            DeleteCampaign deleteCampaign,
            JdbcClient jdbc,
            BusinessTime time,
            CurrentUser currentUser) {
        this.createMeasure = createMeasure;
        this.completeMeasure = completeMeasure;
        this.showMeasure = showMeasure;
        this.deleteCampaign = deleteCampaign;
        this.jdbc = jdbc;
        this.time = time;
        this.currentUser = currentUser;
    }

    /**
     * @param plannedIn days from today
     * @param result null while it is open
     */
    private record Plan(
            @Nullable String campaign,
            String subject,
            int plannedIn,
            String responsible,
            @Nullable String result) {}

    private static final List<Plan> PLANS = List.of(
            new Plan(DemoCampaigns.PAST, "Einladungen verschicken", -190, "anna", "Alle Karten sind in der Post."),
            new Plan(
                    "Rahmenverträge erneuern",
                    "Anschreiben mit neuem Entwurf",
                    -45,
                    "ben",
                    "Verschickt, Rücklauf bis Monatsende."),
            new Plan("Rahmenverträge erneuern", "Erinnerung an offene Verträge", 6, "ben", null),
            new Plan("Einführung Serie 7", "Prospekt versenden", -10, "anna", "Prospekt und Preisliste liegen bei."),
            new Plan("Einführung Serie 7", "Einladung zur Vorführung", 12, "anna", null),
            new Plan("Weihnachtsgruß", "Karten bestellen und adressieren", 4, "maria", null),
            new Plan(null, "Kundenbefragung vorbereiten", 20, "anna", null));

    @Override
    public void create() {
        PLANS.forEach(plan -> currentUser.doAs(plan.responsible, () -> {
            create(plan);
            return null;
        }));
        currentUser.doAs("maria", () -> {
            deleteCampaign.delete(campaign(DemoCampaigns.PAST));
            return null;
        });
    }

    private void create(Plan plan) {
        Long measure = createMeasure.create(new MeasureDraft(
                plan.subject,
                null,
                plan.campaign == null ? null : campaign(plan.campaign).toString(),
                time.today().plusDays(plan.plannedIn).toString(),
                plan.responsible));
        if (plan.result != null) {
            int version = showMeasure.show(measure).item().version();
            completeMeasure.complete(
                    measure, version, new MeasureOutcome(Outcomes.PERFORMED, Change.none(), null, plan.result));
        }
    }

    private Long campaign(String title) {
        return jdbc.sql("select id from rapport.campaign_title where title = :title")
                .param("title", title)
                .query(Long.class)
                .single();
    }
}
