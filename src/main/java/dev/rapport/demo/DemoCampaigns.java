package dev.rapport.demo;

import dev.rapport.campaign.AssignAddress;
import dev.rapport.campaign.CampaignDraft;
import dev.rapport.campaign.CreateCampaign;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Campaigns with the addresses they speak to, before the contacts, which belong to them in part. */
@Component
@Profile("demo")
@Order(20)
class DemoCampaigns implements DemoPart {

    /** It has run its course, and is deleted once the contacts and measures of its time are there. */
    static final String PAST = "Tag der offenen Tür";

    private final CreateCampaign createCampaign;
    private final AssignAddress assignAddress;
    private final JdbcClient jdbc;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    DemoCampaigns(
            CreateCampaign createCampaign,
            AssignAddress assignAddress,
            JdbcClient jdbc,
            BusinessTime time,
            CurrentUser currentUser) {
        this.createCampaign = createCampaign;
        this.assignAddress = assignAddress;
        this.jdbc = jdbc;
        this.time = time;
        this.currentUser = currentUser;
    }

    /**
     * @param kind of the addresses
     * @param towns postcodes begin with one of these digits
     */
    private record Plan(String title, String text, int beginsIn, int days, String kind, String towns, int members) {}

    private static final List<Plan> PLANS = List.of(
            new Plan(
                    "Frühjahrsaktion Wartung",
                    "Wartungsvertrag zum Vorzugspreis, wer bis Ende April bestellt.",
                    30,
                    90,
                    "COMPANY",
                    "0123",
                    180),
            new Plan("Einführung Serie 7", "Vorstellung der neuen Geräte.", -20, 120, "COMPANY", "456", 140),
            new Plan(
                    "Rahmenverträge erneuern", "Verträge, die zum Jahresende auslaufen.", -60, 90, "COMPANY", "78", 60),
            new Plan("Weihnachtsgruß", "Karte und Anruf an alle Stammkunden.", -5, 40, "PRIVATE", "0123456789", 120),
            new Plan(PAST, "Einladung in das neue Lager.", -200, 30, "COMPANY", "9", 45));

    static List<String> titles() {
        return PLANS.stream().map(Plan::title).toList();
    }

    @Override
    public void create() {
        currentUser.doAs("maria", () -> {
            PLANS.forEach(this::create);
            return null;
        });
    }

    private void create(Plan plan) {
        LocalDate begin = time.today().plusDays(plan.beginsIn);
        Long campaign = createCampaign.create(new CampaignDraft(
                plan.title,
                plan.text,
                begin.toString(),
                begin.plusDays(plan.days).toString()));
        assignAddress.assignAll(
                campaign,
                jdbc.sql("""
                                select a.id from rapport.address_card a
                                where a.kind = :kind and strpos(:towns, left(a.postcode, 1)) > 0
                                  and not exists (select from rapport.user_card u where u.address_id = a.id)
                                order by a.id limit :members""")
                        .param("kind", plan.kind)
                        .param("towns", plan.towns)
                        .param("members", plan.members)
                        .query(Long.class)
                        .list());
    }
}
